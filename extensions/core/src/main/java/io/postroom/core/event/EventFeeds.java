package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each new entry of an organisation's log to all who follow it, while the log is read once for all of them, and not at all where
 * nobody follows.
 *
 * <p>A follower that is behind reads the log by itself until it is up to date, and joins then: nothing is left out in between, and nothing
 * comes twice. Owns its threads, {@code events-…}. An absent store stops nothing for good. Thread-safe.
 */
public final class EventFeeds implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventFeeds.class);
    private static final int READERS = 4;
    private static final int BATCH = 100;
    private static final Duration UNASKED = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    /** Somebody who follows a log. One thread at a time calls it, which must not be held up. */
    public interface Follower {
        /**
         * Takes the next entry.
         *
         * @throws UncheckedIOException if it cannot do so now; it is asked again, and those after it wait
         */
        void take(EventLog.Entry entry);

        /** Nothing follows any more: the server ends. */
        void end();
    }

    /** What a follower has of its following; closing it ends that, though one entry more may be under way. */
    public interface Following extends AutoCloseable {
        @Override
        void close();
    }

    private final EventLog log;
    private final EventSignal signal;
    private final Duration unasked;
    private final LogTurns turns = new LogTurns();
    private final Object lock = new Object();
    private final Map<OrganizationId, Feed> feeds = new HashMap<>();
    private final Patience patience = new Patience("events");
    private final OutageNote mailbox = new OutageNote("The mailbox", "events");
    private final List<Thread> threads = new ArrayList<>();
    private Optional<EventSignal.Listening> listening = Optional.empty();

    public EventFeeds(EventLog log, EventSignal signal) {
        this(log, signal, UNASKED);
    }

    /** @param unasked how often logs are looked at although no signal says that they have grown */
    EventFeeds(EventLog log, EventSignal signal, Duration unasked) {
        this.log = log;
        this.signal = signal;
        this.unasked = unasked;
    }

    /** How far a log was handed out, and to whom. */
    private static final class Feed {
        private final Set<Membership> members = new LinkedHashSet<>();
        private Position position;

        Feed(Position position) {
            this.position = position;
        }
    }

    /** @param after what it has seen already; compared by identity */
    private record Membership(Follower follower, Position after, Object identity) {}

    /** Begins. To be called once. */
    public synchronized void start() {
        listening = Optional.of(signal.listen(this::wake));
        for (int i = 0; i < READERS; i++) {
            begin("events-reader-" + (i + 1), this::round);
        }
        begin("events-sweeper", this::lookUnasked);
    }

    private void begin(String name, Runnable round) {
        Thread thread = new Thread(() -> patience.repeat(round), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void lookUnasked() {
        if (!patience.pause(unasked)) {
            followed().forEach(turns::wake);
        }
    }

    public boolean isClosed() {
        return patience.isClosed();
    }

    private void wake(OrganizationId organization) {
        synchronized (lock) {
            if (!feeds.containsKey(organization)) {
                return;
            }
        }
        turns.wake(organization);
    }

    private Set<OrganizationId> followed() {
        synchronized (lock) {
            return Set.copyOf(feeds.keySet());
        }
    }

    /**
     * Has {@code follower} told of everything that follows {@code after}.
     *
     * @return empty if the log was handed out further than that already, or if this is closed: then the follower reads the log up to its end
     *     and tries again
     */
    public Optional<Following> join(OrganizationId organization, Position after, Follower follower) {
        Membership membership = new Membership(follower, after, new Object());
        synchronized (lock) {
            Feed feed = feeds.get(organization);
            if (isClosed() || feed != null && feed.position.compareTo(after) > 0) {
                return Optional.empty();
            }
            feeds.computeIfAbsent(organization, id -> new Feed(after)).members.add(membership);
        }
        turns.wake(organization); // an entry may have come between the follower's last look and now
        return Optional.of(() -> leave(organization, membership));
    }

    private void leave(OrganizationId organization, Membership membership) {
        synchronized (lock) {
            Feed feed = feeds.get(organization);
            if (feed != null && feed.members.remove(membership) && feed.members.isEmpty()) {
                feeds.remove(organization);
            }
        }
    }

    private void round() {
        Optional<OrganizationId> taken = turns.take();
        if (taken.isEmpty()) {
            return;
        }
        boolean more = true;
        try {
            more = read(taken.get());
        } finally {
            turns.giveBack(taken.get(), more);
        }
    }

    private boolean read(OrganizationId organization) {
        Position from;
        synchronized (lock) {
            Feed feed = feeds.get(organization);
            if (feed == null) {
                return false;
            }
            from = feed.position;
        }
        List<EventLog.Entry> entries = log.readAfter(organization, from, BATCH);
        patience.noteAnswer();
        if (entries.isEmpty()) {
            return false;
        }
        List<Membership> members =
                advance(organization, from, entries.get(entries.size() - 1).position());
        for (EventLog.Entry entry : entries) {
            for (Membership member : members) {
                if (entry.position().compareTo(member.after()) > 0) {
                    tell(member.follower(), entry);
                }
            }
        }
        return entries.size() == BATCH;
    }

    /** Whom the entries are for; whoever joins from now on has read them. None if the feed is not the one that was read for any more. */
    private List<Membership> advance(OrganizationId organization, Position from, Position to) {
        synchronized (lock) {
            Feed feed = feeds.get(organization);
            if (feed == null || !feed.position.equals(from)) {
                turns.wake(organization);
                return List.of();
            }
            feed.position = to;
            return List.copyOf(feed.members);
        }
    }

    private void tell(Follower follower, EventLog.Entry entry) {
        try {
            patience.persist(() -> follower.take(entry), FOR_EVER, mailbox);
        } catch (RuntimeException e) {
            LOGGER.error("event {} could not be told", entry.event().id(), e);
        }
    }

    /** Tells all followers that this is the end. */
    @Override
    public synchronized void close() {
        listening.ifPresent(EventSignal.Listening::close);
        List<Follower> left = new ArrayList<>();
        synchronized (lock) {
            patience.close();
            feeds.values().forEach(feed -> feed.members.forEach(member -> left.add(member.follower())));
            feeds.clear();
        }
        turns.close();
        left.forEach(Follower::end);
        for (Thread thread : threads) {
            try {
                thread.join(GRACE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
