package io.postroom.core.thread;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxRemoval;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.MailAccounts;

/**
 * Removes an inbox with its mail. The mail server's user goes first, so that nothing new comes in; the inbox's own row goes last, so that
 * an interrupted removal can be asked for again.
 */
public final class MailRemoval implements InboxRemoval {
    private final MailAccounts accounts;
    private final MessageStore messages;
    private final InboxStore inboxes;
    private final KeyedLocks locks;
    private final InboxRemoval others;

    /** @param others removes what else goes with the mail */
    public MailRemoval(
            MailAccounts accounts, MessageStore messages, InboxStore inboxes, KeyedLocks locks, InboxRemoval others) {
        this.accounts = accounts;
        this.messages = messages;
        this.inboxes = inboxes;
        this.locks = locks;
        this.others = others;
    }

    @Override
    public void remove(Inbox inbox) {
        accounts.delete(inbox.id());
        locks.run(inbox.id(), () -> {
            messages.deleteAll(inbox);
            others.remove(inbox);
            inboxes.delete(inbox);
        });
    }
}
