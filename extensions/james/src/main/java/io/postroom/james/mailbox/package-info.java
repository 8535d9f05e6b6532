/** Core's ports over James' mailboxes and users, and what carries the changes of IMAP and JMAP clients into core. */
@NullMarked
package io.postroom.james.mailbox;

import org.jspecify.annotations.NullMarked;
