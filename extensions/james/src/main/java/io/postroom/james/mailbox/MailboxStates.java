package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.receive.MailboxMark;
import java.util.Optional;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.MailboxMetaData;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.MailboxId;

/** What mailboxes are now, as marks; a few counters, read without the messages. Thread-safe; blocks. */
final class MailboxStates {
    private final MailboxManager mailboxes;

    MailboxStates(MailboxManager mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Empty if there is no such mailbox. */
    Optional<MailboxMark> read(InboxId inbox, MailboxId mailbox) {
        MailboxSession session = OwnSessions.of(inbox);
        return StorageCalls.run(() -> {
            try {
                return Optional.of(read(mailboxes.getMailbox(mailbox, session), session));
            } catch (MailboxNotFoundException gone) {
                return Optional.empty();
            }
        });
    }

    MailboxMark read(MessageManager mailbox, MailboxSession session) {
        MailboxMetaData now = StorageCalls.run(() ->
                mailbox.getMetaData(MailboxMetaData.RecentMode.IGNORE, session, MailboxMetaData.FetchGroup.NO_UNSEEN));
        return new MailboxMark(
                mailbox.getId().serialize(),
                now.getHighestModSeq().asLong(),
                now.getUidNext().asLong(),
                now.getMessageCount());
    }
}
