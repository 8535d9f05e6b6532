package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.audit.LabelAudit;
import io.postroom.core.audit.LabelEvent;
import io.postroom.core.audit.LabelEvent.Kind;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.metric.EventRollUp;
import io.postroom.core.metric.EventSum;
import io.postroom.core.metric.Grain;
import io.postroom.core.metric.Usage;
import io.postroom.core.metric.UsageSample;
import io.postroom.core.metric.UsageType;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No event is counted twice or forgotten, and no change of labels told twice or not at all, by a crash at any request. */
@ExtendWith(CassandraNode.class)
class InterruptedMetricsTest {
    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    InterruptedMetricsTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** The one over these tables, as a process has it that begins now. */
    static EventRollUp rollUp(CassandraKeyspace over, CassandraEventLog log, FixedClock clock) {
        return new EventRollUp(log, new CassandraCursorStore(over), new CassandraEventSumStore(over, clock));
    }

    /** How many are counted at a scope, at each grain. */
    static List<Long> counted(CassandraKeyspace over, Scope scope, FixedClock clock) {
        CassandraEventSumStore sums = new CassandraEventSumStore(over, clock);
        Instant from = Fixtures.NOW.minus(Duration.ofDays(1));
        return List.of(Grain.values()).stream()
                .map(grain -> sums
                        .read(
                                new EventSum.Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_RECEIVED, grain),
                                from,
                                from.plus(Duration.ofDays(3)))
                        .stream()
                        .flatMap(sum -> sum.counts().values().stream())
                        .mapToLong(count -> count)
                        .sum())
                .toList();
    }

    @Test
    void anInterruptedCountIsFinishedByItsRepetition() {
        CassandraEventLog log = new CassandraEventLog(keyspace, clock);
        int each = 3;
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    for (int i = 0; i < each; i++) {
                        // a minute and an hour of their own now and then, and some that are counted already
                        int number = round * each + i;
                        Instant at = Fixtures.NOW.plusSeconds(41L * number);
                        log.append(Fixtures.received(
                                Fixtures.message(number).at(at).build()));
                    }
                    EventRollUp interrupted = rollUp(cut, log, clock);
                    return () -> interrupted.catchUp(Fixtures.ORGANIZATION, 1_000);
                },
                round -> {
                    assertThat(rollUp(keyspace, log, clock).catchUp(Fixtures.ORGANIZATION, 1_000))
                            .isTrue();
                    long all = (round + 1L) * each;
                    for (Scope scope : List.of(
                            new Scope.WholeOrganization(),
                            new Scope.OnePod(Fixtures.POD),
                            new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT))) {
                        assertThat(counted(keyspace, scope, clock)).containsExactly(all, all);
                    }
                });
    }

    @Test
    void anInterruptedMeasurementIsThereOrNotAndThenCanBeRepeated() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraUsageStore interrupted = new CassandraUsageStore(cut);
                    return () -> interrupted.save(sample(round, 5));
                },
                round -> {
                    CassandraUsageStore next = new CassandraUsageStore(keyspace);
                    next.save(sample(round, 6));
                    Scope scope = sample(round, 6).scope();
                    assertThat(next.latest(Fixtures.ORGANIZATION, scope)).contains(sample(round, 6));
                    assertThat(next.since(Fixtures.ORGANIZATION, scope, Instant.EPOCH))
                            .containsExactly(sample(round, 6));
                });
    }

    private static UsageSample sample(int round, long messages) {
        return new UsageSample(
                Fixtures.ORGANIZATION,
                new Scope.OnePod(new PodId(Fixtures.uuid(round))),
                Fixtures.NOW,
                Usage.NONE,
                new Usage(Map.of(UsageType.MESSAGE_COUNT, messages)));
    }

    @Test
    void anInterruptedChangeOfLabelsIsToldOnce() {
        Inbox inbox = Fixtures.inbox();
        CassandraMessageStore messages = new CassandraMessageStore(keyspace, clock);
        CassandraLabelEventStore events = new CassandraLabelEventStore(keyspace, clock);
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    new Rows(messages).add(inbox, Fixtures.message(round).build());
                    Rows interrupted = watched(cut);
                    return () -> relabel(interrupted, messages, round);
                },
                round -> {
                    clock.advance(Duration.ofSeconds(1));
                    relabel(watched(keyspace), messages, round);

                    assertThat(events.list(inbox.id(), PageRequest.first(100)).items())
                            .filteredOn(event -> event.message()
                                    .equals(Fixtures.message(round).build().id()))
                            .extracting(LabelEvent::kind)
                            .containsExactlyInAnyOrder(Kind.ADDED, Kind.REMOVED, Kind.REMOVED);
                });
    }

    private Rows watched(CassandraKeyspace over) {
        LabelAudit audit = new LabelAudit(new CassandraLabelEventStore(over, clock), clock);
        return new Rows(new WatchedMessageStore(new CassandraMessageStore(over, clock), List.of(audit)));
    }

    private void relabel(Rows rows, CassandraMessageStore messages, int round) {
        Message known = messages.find(
                        Fixtures.SUPPORT, Fixtures.message(round).build().id())
                .orElseThrow();
        rows.relabel(Fixtures.inbox(), known, Labels.of(Label.STARRED), clock.instant());
    }
}
