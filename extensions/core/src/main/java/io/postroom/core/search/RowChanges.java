package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.thread.RowWatch;
import io.postroom.core.thread.ThreadSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Changes of rows that are not in the index yet. Whoever changes a row tells it here and does not wait; one thread takes them out.
 *
 * <p>Of one row only the last change is kept. What was heard comes before rows that are only to be looked at again. More than
 * {@value #CAPACITY} changes are not kept one by one: their inboxes are in doubt, and are compared. Thread-safe.
 */
public final class RowChanges implements RowWatch {
    static final int CAPACITY = 10_000;

    /** Greater than the number of any change. */
    private static final long NONE = Long.MAX_VALUE;

    private final Map<Object, Heard> heard = new LinkedHashMap<>();
    private final Map<Object, RowChange> looks = new LinkedHashMap<>();
    private final Set<InboxId> doubtful = new LinkedHashSet<>();
    private boolean closed;

    private long last;
    private long making = NONE;
    private int awaiting;
    private boolean stuck;

    /** @param number in the order in which something was first heard of the row; 0 for what was taken and given back */
    private record Heard(long number, RowChange change) {}

    @Override
    public void changed(Inbox inbox, Message message, ThreadSummary thread) {
        is(inbox, message);
        is(inbox, thread);
    }

    @Override
    public void removed(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {
        gone(message);
        after.ifPresentOrElse(thread -> is(inbox, thread), () -> gone(before));
    }

    @Override
    public void emptied(Inbox inbox) {
        gone(inbox.id());
    }

    @Override
    public void failed(Inbox inbox, Optional<Message> message) {
        message.ifPresentOrElse(this::doubt, () -> doubt(inbox.id()));
    }

    /** The message has a row that says this. */
    void is(Inbox inbox, Message message) {
        hear(new RowChange.MessageIs(inbox, message), message.inbox());
    }

    /** The thread has a row that says this. */
    void is(Inbox inbox, ThreadSummary thread) {
        hear(new RowChange.ThreadIs(inbox, thread), thread.inbox());
    }

    void gone(Message message) {
        hear(new RowChange.Gone(Indexed.Key.of(message)), message.inbox());
    }

    void gone(ThreadSummary thread) {
        hear(new RowChange.Gone(Indexed.Key.of(thread)), thread.inbox());
    }

    /** Nobody knows whether the row was changed. */
    void doubt(Message message) {
        look(Indexed.Key.of(message));
        look(new Indexed.Key(
                Indexed.Kind.THREAD, message.inbox(), message.thread().toString()));
    }

    /** The inbox has no rows any more. */
    synchronized void gone(InboxId inbox) {
        heard.keySet()
                .removeIf(subject ->
                        subject instanceof Indexed.Key key && key.inbox().equals(inbox));
        heard.remove(inbox);
        heard.put(inbox, new Heard(++last, new RowChange.InboxGone(inbox))); // behind what is left, before what follows
        notifyAll();
    }

    private synchronized void hear(RowChange change, InboxId inbox) {
        if (heard.size() < CAPACITY || heard.containsKey(change.subject())) {
            Heard known = heard.get(change.subject());
            heard.put(change.subject(), new Heard(known == null ? ++last : known.number(), change));
        } else {
            doubtful.add(inbox);
        }
        notifyAll();
    }

    synchronized void look(Indexed.Key key) {
        if (looks.size() < CAPACITY || looks.containsKey(key)) {
            looks.put(key, new RowChange.Look(key));
        } else {
            doubtful.add(key.inbox());
        }
        notifyAll();
    }

    synchronized void doubt(InboxId inbox) {
        doubtful.add(inbox);
        notifyAll();
    }

    /** Waits until there is something to take, or for this long. */
    synchronized void await(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); isEmpty() && !closed && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until no more than {@code most} rows are to be looked at.
     *
     * @throws CancellationException if nobody looks any more
     */
    synchronized void awaitRoom(int most) {
        try {
            while (looks.size() > most && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (closed) {
            throw new CancellationException("the index is being closed");
        }
    }

    private boolean isEmpty() {
        return heard.isEmpty() && looks.isEmpty();
    }

    /** At most {@code limit} changes, the oldest first; they are not here any more. */
    synchronized List<RowChange> take(int limit) {
        List<RowChange> taken = new ArrayList<>();
        making = first();
        move(heard, Heard::change, taken, limit);
        move(looks, Function.identity(), taken, limit);
        notifyAll();
        return taken;
    }

    private static <T> void move(Map<Object, T> from, Function<T, RowChange> change, List<RowChange> to, int limit) {
        Iterator<T> changes = from.values().iterator();
        while (to.size() < limit && changes.hasNext()) {
            to.add(change.apply(changes.next()));
            changes.remove();
        }
    }

    /** Those that were taken last are in the index. */
    synchronized void made() {
        making = NONE;
        stuck = false;
        notifyAll();
    }

    /** Puts changes that were taken, and could not be made, before all others again. */
    synchronized void giveBack(List<RowChange> changes) {
        Map<Object, Heard> later = new LinkedHashMap<>(heard);
        heard.clear();
        changes.forEach(change -> heard.put(change.subject(), new Heard(0, change)));
        later.forEach((subject, change) -> {
            heard.remove(subject);
            heard.put(subject, change);
        });
        making = NONE;
        stuck = true;
        notifyAll();
    }

    /** The least number among the changes that wait: they stand in order. */
    private long first() {
        return heard.values().stream().findFirst().map(Heard::number).orElse(NONE);
    }

    /**
     * Waits until whatever was heard until now is in the index, or for this long; not at all while the index cannot follow.
     *
     * @return whether it is
     */
    synchronized boolean awaitMade(Duration longest) {
        long known = last;
        awaiting++;
        notifyAll();
        await(() -> isMade(known) || stuck, longest);
        awaiting--;
        return isMade(known);
    }

    private boolean isMade(long number) {
        return Math.min(making, first()) > number;
    }

    /** Lets changes gather for this long, or until somebody waits for one. */
    synchronized void gather(Duration longest) {
        await(() -> awaiting > 0, longest);
    }

    /** Callers hold the lock, and have it again when this returns. */
    private synchronized void await(BooleanSupplier condition, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); !condition.getAsBoolean() && !closed && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An inbox that is to be compared with its rows; it is not in doubt any more. */
    synchronized Optional<InboxId> takeDoubtful() {
        Optional<InboxId> first = doubtful.stream().findFirst();
        first.ifPresent(doubtful::remove);
        return first;
    }

    synchronized boolean isDoubtful() {
        return !doubtful.isEmpty();
    }

    /** How many changes there are to take. */
    synchronized int size() {
        return heard.size() + looks.size();
    }

    /** Nobody waits any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
