package io.postroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedsTest {
    private static final OrganizationId OWNER = Fixtures.ORGANIZATION;

    private final CountingLog log = new CountingLog();
    private final LocalEventSignal signal = new LocalEventSignal();
    private final EventFeeds feeds = new EventFeeds(log, signal, Duration.ofMillis(100));

    @BeforeEach
    void start() {
        feeds.start();
    }

    @AfterEach
    void close() {
        feeds.close();
    }

    /** A log that counts how often it is read. */
    private static final class CountingLog implements EventLog {
        private final MemoryEventLog log = new MemoryEventLog();
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public void append(MailEvent event) {
            log.append(event);
        }

        @Override
        public List<Entry> readAfter(OrganizationId organization, Position position, int limit) {
            reads.incrementAndGet();
            return log.readAfter(organization, position, limit);
        }

        @Override
        public Position end(OrganizationId organization) {
            return log.end(organization);
        }

        @Override
        public Optional<Entry> find(OrganizationId organization, EventId id) {
            return log.find(organization, id);
        }

        @Override
        public void deleteAll(OrganizationId organization) {
            log.deleteAll(organization);
        }
    }

    /** Keeps what it is told. */
    private static class Keeper implements EventFeeds.Follower {
        private final BlockingQueue<MailEvent> events = new LinkedBlockingQueue<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void take(EventLog.Entry entry) {
            events.add(entry.event());
        }

        @Override
        public void end() {
            ended.countDown();
        }

        List<MailEvent> next(int count) {
            List<MailEvent> next = new ArrayList<>();
            try {
                while (next.size() < count) {
                    MailEvent event = events.poll(10, TimeUnit.SECONDS);
                    assertThat(event).as("event " + next.size()).isNotNull();
                    next.add(event);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return next;
        }
    }

    private static MailEvent event(int number) {
        return Fixtures.received(Fixtures.message(number).build());
    }

    private EventFeeds.Following join(Position after, Keeper keeper) {
        return feeds.join(OWNER, after, keeper).orElseThrow();
    }

    private void append(int number) {
        log.append(event(number));
        signal.raise(OWNER);
    }

    @Test
    void tellsAllWhoFollowWhileTheLogIsReadOnce() {
        List<Keeper> keepers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Keeper keeper = new Keeper();
            assertThat(feeds.join(OWNER, Position.START, keeper)).isPresent();
            keepers.add(keeper);
        }
        log.reads.set(0);
        for (int i = 0; i < 20; i++) {
            append(i);
        }

        keepers.forEach(keeper -> assertThat(keeper.next(20))
                .extracting(MailEvent::id)
                .hasSize(20)
                .doesNotHaveDuplicates());
        assertThat(log.reads.get()).isLessThan(100);
    }

    @Test
    void tellsWhatCameBetweenTheLastLookAndTheJoining() {
        log.append(event(1)); // and nobody signals
        Keeper keeper = new Keeper();
        join(Position.START, keeper);

        assertThat(keeper.next(1)).containsExactly(event(1));
    }

    @Test
    void findsByItselfWhatNoSignalSaid() {
        Keeper keeper = new Keeper();
        join(Position.START, keeper);
        append(1);
        keeper.next(1);
        log.append(event(2));

        assertThat(keeper.next(1)).containsExactly(event(2));
    }

    @Test
    void sendsAwayWhoIsBehind() {
        Keeper first = new Keeper();
        join(Position.START, first);
        append(1);
        first.next(1);

        assertThat(feeds.join(OWNER, Position.START, new Keeper())).isEmpty();
        assertThat(feeds.join(OWNER, log.end(OWNER), new Keeper())).isPresent();
    }

    @Test
    void doesNotTellAgainWhatAFollowerHasSeen() {
        Keeper behind = new Keeper();
        join(Position.START, behind);
        log.append(event(1));
        log.append(event(2));
        Keeper ahead = new Keeper();
        join(log.end(OWNER), ahead);
        append(3);

        assertThat(behind.next(3)).containsExactly(event(1), event(2), event(3));
        assertThat(ahead.next(1)).containsExactly(event(3));
    }

    @Test
    void asksAFollowerAgainThatCannotTakeAnEntry() {
        AtomicInteger refusals = new AtomicInteger(2);
        Keeper patient = new Keeper() {
            @Override
            public void take(EventLog.Entry entry) {
                if (refusals.getAndDecrement() > 0) {
                    throw new UncheckedIOException(new IOException("as the test asked"));
                }
                super.take(entry);
            }
        };
        join(Position.START, patient);
        append(1);
        append(2);

        assertThat(patient.next(2)).containsExactly(event(1), event(2));
    }

    @Test
    void doesNotReadForNobody() {
        Keeper keeper = new Keeper();
        EventFeeds.Following following = join(Position.START, keeper);
        append(1);
        keeper.next(1);
        following.close();
        log.reads.set(0);
        append(2);

        assertThat(keeper.events).isEmpty();
        assertThat(log.reads).hasValue(0);
    }

    @Test
    void leavesNothingOutForThoseWhoComeAndGo() {
        int count = 2_000;
        List<List<MailEvent>> seen = Race.of(5, number -> {
            List<MailEvent> events = new ArrayList<>();
            for (int i = 0; number == 0 && i < count; i++) {
                append(i);
            }
            Position position = Position.START;
            while (number > 0 && events.size() < count) {
                position = follow(position, events, 50 * number, count);
            }
            return events;
        });

        List<MailEvent> all = log.readAfter(OWNER, Position.START, count).stream()
                .map(EventLog.Entry::event)
                .toList();
        seen.subList(1, 5).forEach(events -> assertThat(events).isEqualTo(all));
    }

    /** Reads up to the end, then follows for some events; returns how far it came. */
    private Position follow(Position from, List<MailEvent> events, int some, int count) {
        Position position = from;
        Keeper keeper = new Keeper();
        Optional<EventFeeds.Following> following = feeds.join(OWNER, position, keeper);
        while (following.isEmpty()) {
            for (EventLog.Entry entry : log.readAfter(OWNER, position, 10)) {
                events.add(entry.event());
                position = entry.position();
            }
            following = feeds.join(OWNER, position, keeper);
        }
        events.addAll(keeper.next(Math.min(some, count - events.size())));
        following.get().close();
        return log.find(OWNER, events.get(events.size() - 1).id()).orElseThrow().position();
    }

    @Test
    void saysThatItEnds() throws InterruptedException {
        Keeper keeper = new Keeper();
        join(Position.START, keeper);

        feeds.close();

        assertThat(keeper.ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(feeds.join(OWNER, Position.START, keeper)).isEmpty();
    }
}
