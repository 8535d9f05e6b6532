package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.receive.MailboxMark;
import io.postroom.core.receive.MailboxMarks;
import io.postroom.core.thread.MessageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;

/**
 * Compares the mailboxes of an inbox with their marks, and makes the rows follow what changed while nobody listened. A mailbox that is as
 * its mark says costs a few counters; of a changed one the flags of all messages are read, never their contents.
 *
 * <p>The counters of what changed are doubted: a crash may have come between a message and its count.
 *
 * <p>What was delivered and has no row yet is left alone: it is still in the spool, whose repetition makes the row and announces it.
 */
final class MailboxComparison {
    private final JamesMailboxes mailboxes;
    private final MailboxStates states;
    private final MailboxMarks marks;
    private final MessageStore rows;
    private final MailboxFollower follower;

    MailboxComparison(
            JamesMailboxes mailboxes,
            MailboxStates states,
            MailboxMarks marks,
            MessageStore rows,
            MailboxFollower follower) {
        this.mailboxes = mailboxes;
        this.states = states;
        this.marks = marks;
        this.rows = rows;
        this.follower = follower;
    }

    /** Returns how many of its mailboxes had changed. */
    int compare(InboxId inbox) {
        Map<String, MailboxMark> known = new HashMap<>();
        marks.list(inbox).forEach(mark -> known.put(mark.mailbox(), mark));
        MailboxSession session = OwnSessions.of(inbox);
        List<MailboxMark> changed = new ArrayList<>();
        boolean lost = false;
        List<MessageManager> all = mailboxes.all(inbox, session).toList();
        for (MessageManager mailbox : all) {
            MailboxMark now = states.read(mailbox, session);
            MailboxMark before = known.getOrDefault(now.mailbox(), MailboxMark.none(now.mailbox()));
            known.remove(now.mailbox());
            if (!now.equals(before)) {
                lost |= followSince(inbox, before, JamesMailboxes.list(mailbox, session));
                changed.add(now);
            }
        }
        if (!changed.isEmpty()) {
            mailboxes.doubtCounters(inbox);
        }
        if (lost || !known.isEmpty()) {
            follower.removeAllBut(inbox, present(all, session));
        }
        changed.forEach(mark -> marks.save(inbox, mark));
        known.keySet().forEach(gone -> marks.delete(inbox, gone));
        return changed.size() + known.size();
    }

    /** Follows what is newer than the mark; says whether something that was there then is gone. */
    private boolean followSince(InboxId inbox, MailboxMark mark, List<ComposedMessageIdWithMetaData> messages) {
        long left = 0;
        for (ComposedMessageIdWithMetaData message : messages) {
            left += message.getComposedMessageId().getUid().asLong() < mark.nextUid() ? 1 : 0;
            if (message.getModSeq().asLong() > mark.modSeq()) {
                follow(inbox, idOf(message));
            }
        }
        return left < mark.messages();
    }

    private void follow(InboxId inbox, MailboxMessageId id) {
        boolean delivered = mailboxes
                .whereIs(inbox, id)
                .filter(where -> !MailboxFollower.lacksOrigin(where))
                .isPresent();
        if (!delivered || rows.findByMailboxId(inbox, id).isPresent()) {
            follower.follow(inbox, id);
        }
    }

    private static Set<MailboxMessageId> present(List<MessageManager> all, MailboxSession session) {
        Set<MailboxMessageId> present = new HashSet<>();
        all.forEach(mailbox -> JamesMailboxes.list(mailbox, session).forEach(message -> present.add(idOf(message))));
        return present;
    }

    private static MailboxMessageId idOf(ComposedMessageIdWithMetaData message) {
        return new MailboxMessageId(
                message.getComposedMessageId().getMessageId().serialize());
    }
}
