package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.draft.DraftChanges;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.MailboxChanges;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.inject.Inject;

/**
 * Makes rows follow the mailboxes. What is asked for can be asked for again: each call looks at what the mailbox is now.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class MailboxFollower {
    private static final Labels ORIGINS = Labels.of(Label.RECEIVED, Label.SENT, Label.SCHEDULED, Label.CANCELLED);

    private final InboxStore inboxes;
    private final MessageStore rows;
    private final MailboxChanges changes;
    private final DraftChanges drafts;
    private final JamesMailboxes mailboxes;

    @Inject
    public MailboxFollower(
            InboxStore inboxes,
            MessageStore rows,
            MailboxChanges changes,
            DraftChanges drafts,
            JamesMailboxes mailboxes) {
        this.inboxes = inboxes;
        this.rows = rows;
        this.changes = changes;
        this.drafts = drafts;
        this.mailboxes = mailboxes;
    }

    /** Follows one message, which may be new, changed, moved or gone. A draft is listed among the drafts, and nowhere else. */
    void follow(InboxId inbox, MailboxMessageId id) {
        if (inboxes.find(inbox).isEmpty()) {
            return;
        }
        Optional<Placement> where = mailboxes.whereIs(inbox, id);
        if (where.filter(MailboxFollower::isDraft).isPresent()) {
            drafts.follow(inbox, id);
            changes.removed(inbox, id);
            return;
        }
        drafts.left(inbox, id);
        changes.refresh(inbox, id);
        if (where.filter(MailboxFollower::lacksOrigin).isPresent()) {
            boolean sent = where.get().folder().filter(Folder.SENT::equals).isPresent();
            mailboxes.addKeyword(inbox, id, where.get(), sent ? Label.SENT : Label.RECEIVED);
            changes.refresh(inbox, id);
        }
    }

    private static boolean isDraft(Placement where) {
        return where.folder().filter(Folder.DRAFTS::equals).isPresent();
    }

    /** Whether a mail client put the message there: every message of ours says from the first moment where it comes from. */
    static boolean lacksOrigin(Placement where) {
        return ORIGINS.values().stream().noneMatch(where.labels()::contains);
    }

    /**
     * Follows every message of the inbox, removes the rows of those that are gone, makes the summaries of its threads true, and has the
     * counters of its mailboxes checked.
     *
     * @param each told of every message and of every row removed
     */
    public void followAll(InboxId inbox, Consumer<MailboxMessageId> each) {
        Set<MailboxMessageId> present = new HashSet<>();
        mailboxes.forEach(inbox, mail -> {
            present.add(mail.id());
            follow(inbox, mail.id());
            each.accept(mail.id());
        });
        removeRowsBut(inbox, present, each);
        retellThreads(inbox);
        drafts.followAll(inbox, each);
        mailboxes.doubtCounters(inbox);
    }

    private void retellThreads(InboxId inbox) {
        Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
        while (next.isPresent()) {
            Page<ThreadSummary> page = rows.listThreads(new ThreadScope.OfInbox(inbox), MessageFilter.ALL, next.get());
            page.items().forEach(thread -> changes.retell(inbox, thread.id()));
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
        }
    }

    /** Looks after every row, of drafts too, whose mail is not among these: it may have come since, or be gone. */
    void removeAllBut(InboxId inbox, Set<MailboxMessageId> present) {
        removeRowsBut(inbox, present, id -> {});
        drafts.followAllBut(inbox, present, id -> {});
    }

    private void removeRowsBut(InboxId inbox, Set<MailboxMessageId> present, Consumer<MailboxMessageId> each) {
        Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
        while (next.isPresent()) {
            Page<Message> page = rows.list(inbox, MessageFilter.ALL, next.get());
            page.items().stream()
                    .map(Message::mailboxId)
                    .filter(id -> !present.contains(id))
                    .forEach(id -> {
                        changes.refresh(inbox, id);
                        each.accept(id);
                    });
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
        }
    }
}
