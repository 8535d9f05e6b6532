/** Messages that are being written, and those that wait for their time to be sent. */
@NullMarked
package io.postroom.core.draft;

import org.jspecify.annotations.NullMarked;
