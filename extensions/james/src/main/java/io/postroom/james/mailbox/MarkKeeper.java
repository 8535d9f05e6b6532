package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.receive.MailboxMark;
import io.postroom.core.receive.MailboxMarks;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.james.mailbox.model.MailboxId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the marks of mailboxes on, a while after they changed. A mark is what the mailbox was at one sweep, and it is saved at the next
 * one, by when every change until then has been reported, if rows have followed them all: so a mark is never ahead of the rows, and a
 * crash costs a comparison at most.
 *
 * <p>{@link #touched} is called by the listener on any thread and returns at once; {@link #sweep} by one thread.
 */
final class MarkKeeper {
    private static final Logger LOGGER = LoggerFactory.getLogger(MarkKeeper.class);

    private final MailboxMarks marks;
    private final MailboxStates states;
    private final InboxStore inboxes;
    private final Predicate<InboxId> isBehind;
    private final Set<Touched> touched = ConcurrentHashMap.newKeySet();
    private final Map<Touched, MailboxMark> observed = new HashMap<>();

    private record Touched(InboxId inbox, MailboxId mailbox) {}

    /** @param isBehind whether rows of the inbox have yet to follow some change */
    MarkKeeper(MailboxMarks marks, MailboxStates states, InboxStore inboxes, Predicate<InboxId> isBehind) {
        this.marks = marks;
        this.states = states;
        this.inboxes = inboxes;
        this.isBehind = isBehind;
    }

    void touched(InboxId inbox, MailboxId mailbox) {
        touched.add(new Touched(inbox, mailbox));
    }

    /** Saves the marks of the sweep before and observes what was touched since. */
    void sweep() {
        try {
            saveObserved();
            for (Touched one : touched) {
                touched.remove(one); // first: a change from here on is observed anew
                observe(one);
            }
        } catch (UncheckedIOException e) {
            LOGGER.warn("the marks of mailboxes are not saved now: {}", e.getMessage());
        }
    }

    private void saveObserved() {
        for (Touched one : Set.copyOf(observed.keySet())) {
            MailboxMark mark = observed.get(one);
            if (mark != null && !isBehind.test(one.inbox())) {
                marks.save(one.inbox(), mark);
                observed.remove(one);
            }
        }
    }

    private void observe(Touched one) {
        try {
            Optional<MailboxMark> now =
                    inboxes.find(one.inbox()).flatMap(inbox -> states.read(one.inbox(), one.mailbox()));
            if (now.isPresent()) {
                observed.put(one, now.get());
            } else {
                observed.remove(one);
                marks.delete(one.inbox(), one.mailbox().serialize());
            }
        } catch (UncheckedIOException e) {
            touched.add(one);
            throw e;
        }
    }
}
