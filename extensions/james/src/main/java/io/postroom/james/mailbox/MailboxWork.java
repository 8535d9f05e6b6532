package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MailboxMessageId;

/** Something in a mailbox that rows have to follow. */
sealed interface MailboxWork {
    InboxId inbox();

    /** One message was changed by a mail client. */
    record OneMessage(InboxId inbox, MailboxMessageId message) implements MailboxWork {}

    /** Something happened to many messages at once. */
    record WholeInbox(InboxId inbox) implements MailboxWork {}
}
