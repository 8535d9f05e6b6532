package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.postroom.core.event.EventLog.Entry;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readers of the log see when appends fail, processes die and clocks go back. */
@ExtendWith(CassandraNode.class)
class InterruptedEventLogTest {
    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    InterruptedEventLogTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Test
    void anAppendThatAProcessDiedInIsFinishedByItsRepetition() {
        List<MailEvent> expected = new ArrayList<>();
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraEventLog interrupted = new CassandraEventLog(cut, clock);
                    interrupted.append(event(2 * round));
                    return () -> interrupted.append(event(2 * round + 1));
                },
                round -> {
                    CassandraEventLog next = new CassandraEventLog(keyspace, clock);
                    next.append(event(2 * round + 1));
                    expected.add(event(2 * round));
                    expected.add(event(2 * round + 1));
                    assertThat(next.readAfter(Fixtures.ORGANIZATION, Position.START, 1000))
                            .extracting(Entry::event)
                            .containsExactlyElementsOf(expected);
                });
    }

    @Test
    void anAppendThatFailedIsFinishedByTheSameProcess() {
        for (boolean arrives : new boolean[] {false, true}) {
            for (int requests = 0; requests < 3; requests++) {
                CutSession.Cuttable cuttable = CutSession.of(keyspace);
                CassandraEventLog log = new CassandraEventLog(cuttable.keyspace(), clock);
                int number = 100 * requests + (arrives ? 10 : 0);
                log.append(event(number));
                cuttable.cut().after(requests, arrives);
                assertThatThrownBy(() -> log.append(event(number + 1))).isInstanceOf(UncheckedIOException.class);
                cuttable.cut().after(Integer.MAX_VALUE, false);

                log.append(event(number + 2));
                List<Entry> shown = log.readAfter(Fixtures.ORGANIZATION, Position.START, 1000);
                log.append(event(number + 1));

                List<Entry> after = log.readAfter(Fixtures.ORGANIZATION, Position.START, 1000);
                assertThat(after).startsWith(shown.toArray(Entry[]::new));
                assertThat(after)
                        .extracting(Entry::event)
                        .endsWith(event(number), event(number + 2), event(number + 1))
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aRepetitionBeforeAnybodyReadsIsSafeToo() {
        for (boolean arrives : new boolean[] {false, true}) {
            for (int requests = 0; requests < 3; requests++) {
                CutSession.Cuttable cuttable = CutSession.of(keyspace);
                CassandraEventLog log = new CassandraEventLog(cuttable.keyspace(), clock);
                int number = 1000 + 100 * requests + (arrives ? 10 : 0);
                log.append(event(number));
                cuttable.cut().after(requests, arrives);
                assertThatThrownBy(() -> log.append(event(number + 1))).isInstanceOf(UncheckedIOException.class);
                cuttable.cut().after(Integer.MAX_VALUE, false);

                log.append(event(number + 1));

                for (int i = 0; i < 2; i++) {
                    assertThat(log.readAfter(Fixtures.ORGANIZATION, Position.START, 1000))
                            .extracting(Entry::event)
                            .endsWith(event(number), event(number + 1))
                            .doesNotHaveDuplicates();
                }
            }
        }
    }

    @Test
    void aWriteThatArrivesAfterItsPlaceWasClearedIsNeverSeen() {
        CassandraEventLog log = new CassandraEventLog(keyspace, clock);
        log.append(event(1));
        Entry entry = log.find(Fixtures.ORGANIZATION, event(1).id()).orElseThrow();
        long bucket = keyspace.one(SimpleStatement.newInstance("SELECT bucket FROM " + keyspace.name() + ".event_log"))
                .orElseThrow()
                .getLong("bucket");
        // as if only the place had been written before the process died
        keyspace.execute(SimpleStatement.newInstance(
                "DELETE FROM " + keyspace.name() + ".event_log WHERE organization = ? AND bucket = ? AND position = ?",
                Fixtures.ORGANIZATION.value(),
                bucket,
                entry.position().value()));

        CassandraEventLog next = new CassandraEventLog(keyspace, clock);
        next.append(event(2));
        List<Entry> shown = next.readAfter(Fixtures.ORGANIZATION, Position.START, 10);
        next.append(event(1));
        // the write of the process that died, with the time at which it was made
        keyspace.execute(SimpleStatement.newInstance(
                "INSERT INTO " + keyspace.name()
                        + ".event_log (organization, bucket, position, event_id, type, pod, inbox, at, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP 1000",
                Fixtures.ORGANIZATION.value(),
                bucket,
                entry.position().value(),
                event(1).id().value(),
                "message.received",
                Fixtures.POD.value(),
                Fixtures.SUPPORT.value(),
                Fixtures.NOW,
                EventJson.write(event(1).body())));

        assertThat(shown).extracting(Entry::event).containsExactly(event(2));
        assertThat(next.readAfter(Fixtures.ORGANIZATION, Position.START, 10))
                .extracting(Entry::event)
                .containsExactly(event(2), event(1));
    }

    @Test
    void positionsGrowAcrossARestartWithAClockThatWentBack() {
        CassandraEventLog log = new CassandraEventLog(keyspace, clock);
        log.append(event(1));
        clock.advance(Duration.ofHours(-5));

        CassandraEventLog next = new CassandraEventLog(keyspace, clock);
        next.append(event(2));

        List<Entry> entries = next.readAfter(Fixtures.ORGANIZATION, Position.START, 10);
        assertThat(entries).extracting(Entry::event).containsExactly(event(1), event(2));
        assertThat(next.end(Fixtures.ORGANIZATION)).isEqualTo(entries.get(1).position());
        assertThat(next.readAfter(Fixtures.ORGANIZATION, entries.get(0).position(), 10))
                .containsExactly(entries.get(1));
    }

    private static MailEvent event(int number) {
        return Fixtures.received(Fixtures.message(number).build());
    }
}
