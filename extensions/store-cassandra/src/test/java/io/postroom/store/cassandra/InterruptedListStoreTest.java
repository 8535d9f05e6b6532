package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListType;
import io.postroom.core.list.Suppression;
import io.postroom.core.message.MessageId;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A crash at any request leaves an entry that is there or not, and no reader who has heard of no change. */
@ExtendWith(CassandraNode.class)
class InterruptedListStoreTest {
    private final CassandraKeyspace keyspace;
    private final CassandraListStore store;
    private final CassandraSuppressionStore suppressions;
    private final FixedClock clock = new FixedClock();
    private final Map<Integer, Optional<UUID>> marks = new HashMap<>();

    InterruptedListStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        store = new CassandraListStore(keyspace);
        suppressions = new CassandraSuppressionStore(keyspace, clock);
    }

    private static Scope scope(int round) {
        return new Scope.OneInbox(Fixtures.POD, new InboxId("i" + round + "@agents.example"));
    }

    private static ListKey list(int round, Direction direction) {
        return new ListKey(Fixtures.ORGANIZATION, scope(round), direction, ListType.ALLOW);
    }

    private static ListEntry entry(int round, Direction direction) {
        return new ListEntry(list(round, direction), new EntryName("example.com"), Optional.of("reason"), Fixtures.NOW);
    }

    private Optional<ListEntry> found(int round, Direction direction) {
        return store.find(list(round, direction), new EntryName("example.com"));
    }

    @Test
    void anInterruptedAdditionIsToldBeforeItIsThere() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    marks.put(round, store.latestChange());
                    CassandraListStore interrupted = new CassandraListStore(cut);
                    return () -> interrupted.save(entry(round, Direction.SEND));
                },
                round -> {
                    if (found(round, Direction.SEND).isPresent()) {
                        assertThat(store.latestChange()).isNotEqualTo(marks.get(round));
                    }
                    store.save(entry(round, Direction.SEND));
                    assertThat(found(round, Direction.SEND)).contains(entry(round, Direction.SEND));
                    assertThat(store.list(list(round, Direction.SEND), "", 10)).hasSize(1);
                });
    }

    @Test
    void anInterruptedDeletionIsToldBeforeItIsDone() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.save(entry(round, Direction.SEND));
                    marks.put(round, store.latestChange());
                    CassandraListStore interrupted = new CassandraListStore(cut);
                    return () -> interrupted.delete(list(round, Direction.SEND), new EntryName("example.com"));
                },
                round -> {
                    if (found(round, Direction.SEND).isEmpty()) {
                        assertThat(store.latestChange()).isNotEqualTo(marks.get(round));
                    }
                    store.delete(list(round, Direction.SEND), new EntryName("example.com"));
                    assertThat(store.inUse(List.of(list(round, Direction.SEND))))
                            .isEmpty();
                });
    }

    @Test
    void anInterruptedRemovalIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.save(entry(round, Direction.SEND));
                    store.save(entry(round, Direction.REPLY));
                    CassandraListStore interrupted = new CassandraListStore(cut);
                    return () -> interrupted.deleteAll(Fixtures.ORGANIZATION, scope(round));
                },
                round -> {
                    store.deleteAll(Fixtures.ORGANIZATION, scope(round));
                    assertThat(found(round, Direction.SEND)).isEmpty();
                    assertThat(found(round, Direction.REPLY)).isEmpty();
                });
    }

    private static Suppression suppression(int round) {
        return new Suppression(
                Fixtures.ORGANIZATION,
                "u" + (1000 + round) + "@example.com",
                Suppression.Cause.BOUNCE,
                "5.1.1",
                Fixtures.SUPPORT,
                new MessageId("<1@agents.example>"),
                Fixtures.NOW);
    }

    private boolean isListed(Suppression suppression) {
        return suppressions.listByAddress(Fixtures.ORGANIZATION, "", 1000).contains(suppression);
    }

    @Test
    void aSuppressionIsListedByAddressAsSoonAsItCounts() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraSuppressionStore interrupted = new CassandraSuppressionStore(cut, clock);
                    return () -> interrupted.add(suppression(round));
                },
                round -> {
                    boolean counts = suppressions
                            .find(Fixtures.ORGANIZATION, suppression(round).address())
                            .isPresent();
                    assertThat(isListed(suppression(round))).isEqualTo(counts);
                    suppressions.add(suppression(round));
                    assertThat(isListed(suppression(round))).isTrue();
                });
    }

    /** As an earlier version of this program left them, and a first look that is cut off anywhere. */
    @Test
    void suppressionsOfOldAreListedByAddressToo() {
        IntStream.range(0, 5).forEach(i -> suppressions.add(suppression(i)));
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    keyspace.execute(new SuppressedAddresses(keyspace).deleteAll(Fixtures.ORGANIZATION));
                    CassandraSuppressionStore interrupted = new CassandraSuppressionStore(cut, clock);
                    return () -> interrupted.listByAddress(Fixtures.ORGANIZATION, "", 10);
                },
                round -> assertThat(suppressions.listByAddress(Fixtures.ORGANIZATION, "", 1000))
                        .hasSize(5));
    }
}
