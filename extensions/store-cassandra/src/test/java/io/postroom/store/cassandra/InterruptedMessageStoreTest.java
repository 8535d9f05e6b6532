package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the message store has after a crash at any of its requests and a repetition by its caller. */
@ExtendWith(CassandraNode.class)
class InterruptedMessageStoreTest {
    private static final Label DONE = new Label("done");

    private final CassandraKeyspace keyspace;
    private final MessageStore store;

    InterruptedMessageStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        store = new CassandraMessageStore(keyspace, new FixedClock());
    }

    @Test
    void anInterruptedAddIsFinishedByARepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    new Rows(store).add(inbox(round), first(round));
                    Rows rows = new Rows(new CassandraMessageStore(cut, new FixedClock()));
                    return () -> rows.add(inbox(round), answer(round));
                },
                round -> {
                    assertWhatIsListedIsFound(round);
                    new Rows(store).add(inbox(round), answer(round));
                    assertHolds(round, List.of(first(round), answer(round)));
                });
    }

    private void assertWhatIsListedIsFound(int round) {
        PageRequest all = new PageRequest(100, Optional.empty(), true);
        List<Message> listed = store.list(id(round), MessageFilter.ALL, all).items();
        assertThat(store.find(id(round), listed.stream().map(Message::id).toList()))
                .isEqualTo(listed);
    }

    @Test
    void anInterruptedRelabellingIsFinishedByARepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    addBoth(round);
                    Rows rows = new Rows(new CassandraMessageStore(cut, new FixedClock()));
                    return () -> rows.relabel(inbox(round), first(round), Labels.of(DONE), Fixtures.NOW);
                },
                round -> {
                    Message known = store.find(id(round), first(round).id()).orElseThrow();
                    new Rows(store).relabel(inbox(round), known, Labels.of(DONE), Fixtures.NOW);
                    assertHolds(round, List.of(first(round).withLabels(Labels.of(DONE), Fixtures.NOW), answer(round)));
                });
    }

    @Test
    void aThreadThatMovesIsListedWhereverARelabellingIsInterrupted() {
        Labels spam = Labels.of(Label.SPAM);
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    addBoth(round);
                    Rows rows = new Rows(new CassandraMessageStore(cut, new FixedClock()));
                    return () -> rows.relabel(inbox(round), answer(round), spam, Fixtures.NOW);
                },
                round -> {
                    assertThat(listed(new ThreadScope.OfInbox(id(round)))).hasSize(1);
                    Message known = store.find(id(round), answer(round).id()).orElseThrow();
                    new Rows(store).relabel(inbox(round), known, spam, Fixtures.NOW);
                    assertHolds(round, List.of(first(round), answer(round).withLabels(spam, Fixtures.NOW)));
                });
    }

    @Test
    void anInterruptedDeletionOfTheLastMessageIsFinishedByARepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    addBoth(round);
                    Rows rows = new Rows(new CassandraMessageStore(cut, new FixedClock()));
                    return () -> rows.delete(inbox(round), answer(round));
                },
                round -> {
                    store.findByMailboxId(id(round), answer(round).mailboxId())
                            .ifPresent(message -> new Rows(store).delete(inbox(round), message));
                    assertHolds(round, List.of(first(round)));
                });
    }

    @Test
    void anInterruptedDeletionOfAThreadIsFinishedByARepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    new Rows(store).add(inbox(round), first(round));
                    Rows rows = new Rows(new CassandraMessageStore(cut, new FixedClock()));
                    return () -> rows.delete(inbox(round), first(round));
                },
                round -> {
                    store.findByMailboxId(id(round), first(round).mailboxId())
                            .ifPresent(message -> new Rows(store).delete(inbox(round), message));
                    assertHolds(round, List.of());
                });
    }

    @Test
    void anInterruptedRemovalOfAnInboxIsFinishedByARepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    addBoth(round);
                    MessageStore interrupted = new CassandraMessageStore(cut, new FixedClock());
                    return () -> interrupted.deleteAll(inbox(round));
                },
                round -> {
                    store.deleteAll(inbox(round));
                    assertHolds(round, List.of());
                    assertThat(store.findThreads(id(round), List.of(first(round).id())))
                            .isEmpty();
                });
    }

    private void addBoth(int round) {
        Rows rows = new Rows(store);
        rows.add(inbox(round), first(round));
        rows.add(inbox(round), answer(round));
    }

    private void assertHolds(int round, List<Message> messages) {
        PageRequest oldestFirst = new PageRequest(100, Optional.empty(), true);
        assertThat(store.list(id(round), MessageFilter.ALL, oldestFirst).items())
                .containsExactlyElementsOf(messages);
        for (Label label : List.of(Label.UNREAD, DONE)) {
            MessageFilter filter = new MessageFilter(Labels.of(label), Labels.NONE, Optional.empty(), Optional.empty());
            assertThat(store.list(id(round), filter, oldestFirst).items())
                    .containsExactlyElementsOf(messages.stream()
                            .filter(message -> message.labels().contains(label))
                            .toList());
        }
        for (Message message : List.of(first(round), answer(round))) {
            boolean there = messages.stream().anyMatch(known -> known.id().equals(message.id()));
            assertThat(store.find(id(round), message.id()).isPresent()).isEqualTo(there);
            assertThat(store.findByMailboxId(id(round), message.mailboxId()).isPresent())
                    .isEqualTo(there);
        }
        assertThat(store.listThread(id(round), first(round).thread(), oldestFirst)
                        .items())
                .containsExactlyElementsOf(messages);
        assertThreadsHold(round, messages);
    }

    private void assertThreadsHold(int round, List<Message> messages) {
        Optional<ThreadSummary> thread = ThreadSummary.of(messages);
        assertThat(store.findThread(first(round).thread())).isEqualTo(thread);
        for (ThreadScope scope : List.of(
                new ThreadScope.OfInbox(id(round)),
                new ThreadScope.OfPod(Fixtures.ORGANIZATION, Fixtures.POD),
                new ThreadScope.OfOrganization(Fixtures.ORGANIZATION))) {
            assertThat(listed(scope).stream()
                            .filter(listed -> listed.inbox().equals(id(round)))
                            .toList())
                    .containsExactlyElementsOf(thread.stream().toList());
        }
    }

    private List<ThreadSummary> listed(ThreadScope scope) {
        return store.listThreads(scope, MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    private static InboxId id(int round) {
        return new InboxId("round-" + round + "@agents.example");
    }

    private static Inbox inbox(int round) {
        return Fixtures.inbox(id(round));
    }

    private static Message first(int round) {
        return Fixtures.message(1000 + round).in(id(round)).build();
    }

    private static Message answer(int round) {
        return Fixtures.message(2000 + round)
                .in(id(round))
                .replyTo(first(round))
                .labels(Label.RECEIVED, Label.UNREAD, Label.STARRED)
                .build();
    }
}
