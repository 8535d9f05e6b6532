/** Core's ports over James: mailboxes, users, queues, hooks of the protocols. */
@NullMarked
package io.postroom.james;

import org.jspecify.annotations.NullMarked;
