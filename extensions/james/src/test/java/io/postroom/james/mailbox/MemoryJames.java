package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.inmemory.InMemoryMailboxManager;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.mailbox.model.MailboxPath;

/** James' mailboxes in memory, with what an IMAP client would do to them. */
final class MemoryJames {
    final InMemoryIntegrationResources resources = InMemoryIntegrationResources.defaultResources();
    final InMemoryMailboxManager mailboxes = resources.getMailboxManager();
    final MessageIdManager messages = resources.getMessageIdManager();

    /** A session as an IMAP client has it. */
    MailboxSession client(InboxId inbox) {
        return mailboxes.createSystemSession(Username.of(inbox.value()));
    }

    MailboxPath path(InboxId inbox, String name) {
        return MailboxPath.forUser(Username.of(inbox.value()), name);
    }

    MessageManager mailbox(InboxId inbox, String name) throws Exception {
        return mailboxes.getMailbox(path(inbox, name), client(inbox));
    }
}
