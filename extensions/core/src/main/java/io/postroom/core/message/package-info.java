/** Messages, their labels and attachments, and the mailboxes they lie in. */
@NullMarked
package io.postroom.core.message;

import org.jspecify.annotations.NullMarked;
