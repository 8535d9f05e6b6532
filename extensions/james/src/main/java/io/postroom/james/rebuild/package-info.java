/** Rows made anew from mailboxes, as a task of James with progress. */
@NullMarked
package io.postroom.james.rebuild;

import org.jspecify.annotations.NullMarked;
