package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore.Creation;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the inbox store has after a crash at any of its requests. */
@ExtendWith(CassandraNode.class)
class InterruptedInboxStoreTest {
    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();
    private final CassandraInboxStore store;

    InterruptedInboxStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        store = new CassandraInboxStore(keyspace, clock);
    }

    @Test
    void anInterruptedCreationIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraInboxStore interrupted = new CassandraInboxStore(cut, clock);
                    return () -> interrupted.create(inbox("first-" + round, "name-" + round));
                },
                round -> {
                    Inbox inbox = inbox("first-" + round, "name-" + round);
                    assertThat(store.create(inbox)).isIn(new Creation.Created(), new Creation.ClientIdTaken(inbox));
                    assertExists(inbox);
                });
    }

    @Test
    void anInterruptedCreationLeavesTheClientIdToAnotherAddress() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraInboxStore interrupted = new CassandraInboxStore(cut, clock);
                    return () -> interrupted.create(inbox("first-" + round, "name-" + round));
                },
                round -> {
                    Inbox first = inbox("first-" + round, "name-" + round);
                    Inbox second = inbox("second-" + round, "name-" + round);
                    Creation creation = store.create(second);
                    assertThat(creation).isIn(new Creation.Created(), new Creation.ClientIdTaken(first));
                    assertExists(creation instanceof Creation.Created ? second : first);
                    assertThat(store.find(first.id()).isPresent()
                                    && store.find(second.id()).isPresent())
                            .isFalse();
                });
    }

    @Test
    void anInterruptedCreationDoesNotBlockTheAddressForEver() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraInboxStore interrupted = new CassandraInboxStore(cut, clock);
                    return () -> interrupted.create(inbox("first-" + round, "name-" + round));
                },
                round -> {
                    Inbox other = inbox("first-" + round, "other-" + round);
                    boolean existed = store.find(other.id()).isPresent();
                    clock.advance(CassandraInboxStore.ABANDONED.plus(Duration.ofSeconds(1)));
                    assertThat(store.create(other))
                            .isEqualTo(existed ? new Creation.AddressTaken() : new Creation.Created());
                });
    }

    @Test
    void anInterruptedCreationWithoutClientIdIsThereOrNot() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraInboxStore interrupted = new CassandraInboxStore(cut, clock);
                    return () -> interrupted.create(Fixtures.inbox(new InboxId("plain-" + round + "@agents.example")));
                },
                round -> {
                    Inbox inbox = Fixtures.inbox(new InboxId("plain-" + round + "@agents.example"));
                    boolean existed = store.find(inbox.id()).isPresent();
                    assertThat(store.create(inbox))
                            .isEqualTo(existed ? new Creation.AddressTaken() : new Creation.Created());
                    assertExists(inbox);
                });
    }

    @Test
    void anInterruptedDeletionIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    store.create(inbox("first-" + round, "name-" + round));
                    CassandraInboxStore interrupted = new CassandraInboxStore(cut, clock);
                    return () -> interrupted.delete(inbox("first-" + round, "name-" + round));
                },
                round -> {
                    Inbox inbox = inbox("first-" + round, "name-" + round);
                    store.delete(inbox);
                    assertThat(store.find(inbox.id())).isEmpty();
                    assertThat(store.findByClientId(
                                    inbox.organization(), inbox.clientId().orElseThrow()))
                            .isEmpty();
                    assertThat(store.count(inbox.organization())).isZero();
                    assertThat(store.create(inbox)).isEqualTo(new Creation.Created());
                    store.delete(inbox);
                });
    }

    private void assertExists(Inbox inbox) {
        assertThat(store.find(inbox.id())).contains(inbox);
        inbox.clientId()
                .ifPresent(clientId -> assertThat(store.findByClientId(inbox.organization(), clientId))
                        .contains(inbox));
        assertThat(store.list(inbox.organization(), PageRequest.first(100)).items())
                .contains(inbox);
    }

    private static Inbox inbox(String username, String clientId) {
        return new Inbox(
                new InboxId(username + "@agents.example"),
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                Optional.empty(),
                Optional.of(new ClientId(clientId)),
                Metadata.EMPTY,
                Fixtures.NOW,
                Fixtures.NOW);
    }
}
