/** Locks and threads. */
@NullMarked
package io.postroom.core.concurrent;

import org.jspecify.annotations.NullMarked;
