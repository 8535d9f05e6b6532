package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftScope;
import io.postroom.core.draft.Schedule;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.DraftBuilder;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No draft is lost, listed twice or due twice by a crash at any request. */
@ExtendWith(CassandraNode.class)
class InterruptedDraftStoreTest {
    private static final Instant LATER = Fixtures.NOW.plus(Duration.ofDays(1));

    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    InterruptedDraftStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    private static Draft draft(int round) {
        return new DraftBuilder(round)
                .schedule(new Schedule.At(Fixtures.NOW.plusSeconds(60)))
                .build();
    }

    private static Draft edited(int round) {
        return new DraftBuilder(round)
                .movedTo("other-" + round)
                .schedule(new Schedule.At(Fixtures.NOW.plusSeconds(600)))
                .updatedAt(Fixtures.NOW.plusSeconds(1000 + round))
                .version(2)
                .build();
    }

    @Test
    void anInterruptedAddIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDraftStore interrupted = new CassandraDraftStore(cut, clock);
                    return () -> interrupted.add(draft(round));
                },
                round -> {
                    CassandraDraftStore next = new CassandraDraftStore(keyspace, clock);
                    next.add(draft(round));
                    assertIsEverywhereOnce(next, draft(round));
                });
    }

    @Test
    void anInterruptedChangeLeavesTheOldOrTheNewDraft() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDraftStore interrupted = new CassandraDraftStore(cut, clock);
                    interrupted.add(draft(round));
                    return () -> interrupted.replace(draft(round), edited(round));
                },
                round -> {
                    CassandraDraftStore next = new CassandraDraftStore(keyspace, clock);
                    Draft known = next.find(draft(round).id()).orElseThrow();
                    assertThat(known).isIn(draft(round), edited(round));
                    assertIsEverywhereOnce(next, known);
                });
    }

    @Test
    void anInterruptedDeletionIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDraftStore interrupted = new CassandraDraftStore(cut, clock);
                    interrupted.add(draft(round));
                    return () -> interrupted.delete(draft(round));
                },
                round -> {
                    CassandraDraftStore next = new CassandraDraftStore(keyspace, clock);
                    next.delete(draft(round));
                    assertThat(next.find(draft(round).id())).isEmpty();
                    assertThat(listed(next)).doesNotContain(draft(round));
                    assertThat(next.due(LATER, 1000)).doesNotContain(draft(round));
                });
    }

    private static List<Draft> listed(CassandraDraftStore store) {
        return store.list(new DraftScope.OfInbox(Fixtures.SUPPORT), MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    private static void assertIsEverywhereOnce(CassandraDraftStore store, Draft draft) {
        MailboxMessageId mail = draft.mailboxId();
        assertThat(store.find(draft.id())).contains(draft);
        assertThat(store.findByMailboxId(Fixtures.SUPPORT, mail)).contains(draft);
        assertThat(listed(store))
                .filteredOn(known -> known.id().equals(draft.id()))
                .containsExactly(draft);
        assertThat(store.due(LATER, 1000))
                .filteredOn(known -> known.id().equals(draft.id()))
                .containsExactly(draft);
    }
}
