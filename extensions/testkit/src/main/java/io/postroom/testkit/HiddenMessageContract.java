package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Threads with messages that lists do not show, in a {@link io.postroom.core.thread.MessageStore}. */
public interface HiddenMessageContract extends WithMessageStore {
    List<ThreadScope> EVERYWHERE = List.of(
            new ThreadScope.OfInbox(Fixtures.SUPPORT),
            new ThreadScope.OfPod(Fixtures.ORGANIZATION, Fixtures.POD),
            new ThreadScope.OfOrganization(Fixtures.ORGANIZATION));

    /** What lists show unless somebody asks for more. */
    MessageFilter USUAL = new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());

    /** What {@code labels=archived} asks for. */
    MessageFilter ARCHIVED =
            new MessageFilter(Labels.of(Label.ARCHIVED), MessageFilter.SET_ASIDE, Optional.empty(), Optional.empty());

    @Test
    default void aThreadIsListedWithoutItsHiddenMessages() {
        Message first = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        Message blocked = Fixtures.message(3)
                .replyTo(first)
                .from("eve@example.com")
                .labels(Label.RECEIVED, Label.BLOCKED)
                .build();

        add(first, other, blocked);

        for (MessageFilter filter : List.of(USUAL, MessageFilter.ALL)) {
            assertListed(filter, ThreadSummary.startedBy(other), ThreadSummary.startedBy(first));
        }
        assertThat(store().findThread(first.thread())).contains(ThreadSummary.startedBy(first));
        assertThat(PageWalk.oldestFirst(10, page -> store().listThread(Fixtures.SUPPORT, first.thread(), page)))
                .containsExactly(first, blocked);
    }

    @Test
    default void aThreadOfHiddenMessagesIsListedForWhoAsks() {
        Message first = Fixtures.message(1).labels(Label.SPAM).build();
        Message second = Fixtures.message(2).replyTo(first).labels(Label.TRASH).build();

        add(first, second);

        assertListed(USUAL);
        assertListed(MessageFilter.ALL, ThreadSummary.of(List.of(first, second)).orElseThrow());
    }

    @Test
    default void aConversationIsListedAsAWholeUntilAllOfItIsArchived() {
        Message first = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(first).build();
        add(first, other, answer);

        Message done = relabel(answer, Label.RECEIVED, Label.ARCHIVED);
        ThreadSummary some = ThreadSummary.of(List.of(first, done)).orElseThrow();
        assertListed(USUAL, some, ThreadSummary.startedBy(other));

        Message also = relabel(first, Label.RECEIVED, Label.ARCHIVED);
        ThreadSummary all = ThreadSummary.of(List.of(also, done)).orElseThrow();
        assertListed(USUAL, ThreadSummary.startedBy(other));
        assertListed(MessageFilter.ALL, all, ThreadSummary.startedBy(other));
        assertListed(ARCHIVED, all);
    }

    @Test
    default void aNewMessageBringsAnArchivedConversationBack() {
        Message archived =
                Fixtures.message(1).labels(Label.RECEIVED, Label.ARCHIVED).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(archived).build();
        add(archived, other);
        assertListed(USUAL, ThreadSummary.startedBy(other));

        add(answer);

        ThreadSummary whole = ThreadSummary.of(List.of(archived, answer)).orElseThrow();
        assertThat(whole.messageCount()).isEqualTo(2);
        assertListed(USUAL, whole, ThreadSummary.startedBy(other));
        assertListed(ARCHIVED);
    }

    @Test
    default void anArchivedMessageIsListedForWhoAsks() {
        Message archived =
                Fixtures.message(1).labels(Label.RECEIVED, Label.ARCHIVED).build();
        Message other = Fixtures.message(2).build();
        add(archived, other);

        assertThat(messages(USUAL)).containsExactly(other);
        assertThat(messages(MessageFilter.ALL)).containsExactly(other, archived);
        assertThat(messages(ARCHIVED)).containsExactly(archived);

        Message now = relabel(archived, Label.RECEIVED);
        assertThat(messages(USUAL)).containsExactly(other, now);
        assertThat(messages(ARCHIVED)).isEmpty();
    }

    @Test
    default void whatWasArchivedIsInTheTrashForWhoAsksForTheTrash() {
        Message message = Fixtures.message(1)
                .labels(Label.RECEIVED, Label.ARCHIVED, Label.TRASH)
                .build();
        Message archived =
                Fixtures.message(2).labels(Label.RECEIVED, Label.ARCHIVED).build();
        add(message, archived);

        MessageFilter withTrash = new MessageFilter(
                Labels.NONE,
                MessageFilter.RESTRICTED.without(Labels.of(Label.TRASH)),
                Optional.empty(),
                Optional.empty());
        assertThat(messages(withTrash)).containsExactly(message);
        assertListed(withTrash, ThreadSummary.startedBy(message));
        assertThat(messages(USUAL)).isEmpty();
        assertThat(messages(ARCHIVED)).containsExactly(archived);
    }

    private List<Message> messages(MessageFilter filter) {
        return store().list(Fixtures.SUPPORT, filter, PageRequest.first()).items();
    }

    @Test
    default void theFirstMessageThatListsShowBringsItsThreadIntoThem() {
        Message spam = Fixtures.message(1).labels(Label.SPAM).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(spam).build();

        add(spam, other, answer);

        assertListed(USUAL, ThreadSummary.startedBy(answer), ThreadSummary.startedBy(other));
    }

    @Test
    default void aThreadMovesAsItsLastMessageIsHiddenAndShownAgain() {
        Message first = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(first).build();
        add(first, other, answer);
        ThreadSummary whole = ThreadSummary.of(List.of(first, answer)).orElseThrow();

        Message now = answer;
        for (int round = 0; round < 20; round++) {
            assertListed(USUAL, whole, ThreadSummary.startedBy(other));

            now = relabel(now, Label.TRASH);
            assertListed(USUAL, ThreadSummary.startedBy(other), ThreadSummary.startedBy(first));
            now = relabel(now, Label.RECEIVED, Label.UNREAD);
        }
        assertThat(store().measure(Fixtures.SUPPORT).threads()).isEqualTo(2);
    }

    @Test
    default void aThreadIsWhatItsMessagesMakeOfItWhateverHappensToThem() {
        Labels[] kinds = {
            Labels.of(Label.RECEIVED, Label.UNREAD),
            Labels.of(Label.SENT),
            Labels.of(Label.RECEIVED, Label.SPAM),
            Labels.of(Label.STARRED, Label.TRASH),
            Labels.of(Label.BLOCKED),
            Labels.of(Label.RECEIVED, Label.ARCHIVED),
            Labels.of(Label.SENT, Label.ARCHIVED, Label.SPAM),
        };
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Message root = Fixtures.message(seed * 100).build();
            List<Message> messages = new ArrayList<>();
            for (int step = 1; step <= 15; step++) {
                Labels labels = kinds[random.nextInt(kinds.length)];
                int choice = random.nextInt(10);
                if (messages.isEmpty() || choice < 5) {
                    messages.add(arrival(root, seed * 100 + step, random.nextInt(15), labels));
                    add(messages.get(messages.size() - 1));
                } else if (choice < 9) {
                    int which = random.nextInt(messages.size());
                    messages.set(which, relabel(messages.get(which), labels));
                } else {
                    new Rows(store()).delete(Fixtures.inbox(), messages.remove(random.nextInt(messages.size())));
                }
                Optional<ThreadSummary> expected = ThreadSummary.of(messages);
                assertThat(store().findThread(root.thread()))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(expected);
                assertThat(listed(EVERYWHERE.get(0), MessageFilter.ALL).stream()
                                .filter(thread -> thread.id().equals(root.thread())))
                        .as("seed %s, step %s", seed, step)
                        .containsExactlyElementsOf(expected.stream().toList());
            }
        }
    }

    private static Message arrival(Message root, int number, int second, Labels labels) {
        return Fixtures.message(number)
                .replyTo(root)
                .at(Fixtures.NOW.plusSeconds(second))
                .from("from-" + number + "@example.com")
                .labels(labels.values().toArray(Label[]::new))
                .build();
    }

    private Message relabel(Message message, Label... labels) {
        return relabel(message, Labels.of(labels));
    }

    private Message relabel(Message message, Labels labels) {
        return new Rows(store()).relabel(Fixtures.inbox(), message, labels, message.updatedAt());
    }

    private void assertListed(MessageFilter filter, ThreadSummary... newestFirst) {
        for (ThreadScope scope : EVERYWHERE) {
            assertThat(listed(scope, filter)).containsExactly(newestFirst);
        }
    }

    private List<ThreadSummary> listed(ThreadScope scope, MessageFilter filter) {
        return store().listThreads(scope, filter, PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }
}
