package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MailboxSession.SessionId;
import org.apache.james.mailbox.MailboxSession.SessionType;
import org.apache.james.mailbox.model.MailboxConstants;

/**
 * The sessions in which core works on mailboxes. All have one id, which no mail client's session has, so that the mailbox listener of
 * any node can tell core's own changes from those of others.
 */
final class OwnSessions {
    /** The octets of {@code postroom}; James draws the ids of other sessions at random from all 64-bit numbers. */
    static final SessionId ID = SessionId.of(0x706F_7374_726F_6F6DL);

    private OwnSessions() {}

    /** A session with the rights of the inbox's owner. */
    static MailboxSession of(InboxId inbox) {
        Username user = Username.of(inbox.value());
        return new MailboxSession(
                ID, user, Optional.of(user), List.of(), MailboxConstants.DEFAULT_DELIMITER, SessionType.System);
    }
}
