/** Threads, and the rows of messages and threads. */
@NullMarked
package io.postroom.core.thread;

import org.jspecify.annotations.NullMarked;
