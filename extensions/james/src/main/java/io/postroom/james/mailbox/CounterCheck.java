package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.MailboxCounters;
import org.apache.james.mailbox.model.MailboxId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has mailboxes recounted whose counters a crash or an outage left behind: James stores a message and counts it in two steps, and an IMAP
 * client does not see what is not counted.
 *
 * <p>Between the two steps of a delivery the counters are behind as well. So a mailbox is recounted only when two sweeps, further apart
 * than any request to the store may take, find the same wrong counters.
 *
 * <p>Checks what {@link JamesMailboxes#doubtful} has. For one thread.
 */
final class CounterCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(CounterCheck.class);

    private final JamesMailboxes mailboxes;
    private final StoredCounters counters;
    private final Set<InboxId> doubtful;
    private final Map<InboxId, Map<MailboxId, Count>> wrong = new HashMap<>();

    CounterCheck(JamesMailboxes mailboxes, StoredCounters counters) {
        this.mailboxes = mailboxes;
        this.counters = counters;
        this.doubtful = mailboxes.doubtful();
    }

    /** What the store says and what is there. */
    private record Count(long counted, long countedUnseen, long there, long unseenThere) {
        static Count of(MailboxCounters counters, List<ComposedMessageIdWithMetaData> messages) {
            long unseen = messages.stream()
                    .filter(message -> !message.getFlags().contains(Flags.Flag.SEEN))
                    .count();
            return new Count(counters.getCount(), counters.getUnseen(), messages.size(), unseen);
        }

        boolean isRight() {
            return counted == there && countedUnseen == unseenThere;
        }
    }

    /** An inbox stays in doubt until all its counters are right. */
    void sweep() {
        for (InboxId inbox : doubtful) {
            doubtful.remove(inbox); // first: a doubt from here on is a new one
            try {
                if (!areRight(inbox)) {
                    doubtful.add(inbox);
                }
            } catch (UncheckedIOException e) {
                doubtful.add(inbox);
                LOGGER.warn("the counters of mailboxes are not checked now: {}", e.getMessage());
                return;
            }
        }
    }

    private boolean areRight(InboxId inbox) {
        Map<MailboxId, Count> before = wrong.getOrDefault(inbox, Map.of());
        wrong.remove(inbox);
        Map<MailboxId, Count> still = new HashMap<>();
        MailboxSession session = OwnSessions.of(inbox);
        for (MessageManager mailbox : mailboxes.all(inbox, session).toList()) {
            Count now = Count.of(
                    StorageCalls.run(() -> mailbox.getMailboxCounters(session)), JamesMailboxes.list(mailbox, session));
            if (!now.isRight()) {
                still.put(mailbox.getId(), now);
                if (now.equals(before.get(mailbox.getId()))) {
                    recount(inbox, mailbox, now);
                }
            }
        }
        if (!still.isEmpty()) {
            wrong.put(inbox, still);
        }
        return still.isEmpty();
    }

    private void recount(InboxId inbox, MessageManager mailbox, Count now) {
        LOGGER.info("a mailbox of {} is recounted: {}", inbox, now);
        counters.recount(StorageCalls.run(mailbox::getMailboxEntity));
    }
}
