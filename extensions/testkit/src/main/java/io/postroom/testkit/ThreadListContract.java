package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists of threads in a {@link io.postroom.core.thread.MessageStore}. */
public interface ThreadListContract extends WithMessageStore {
    ThreadScope INBOX = new ThreadScope.OfInbox(Fixtures.SUPPORT);
    ThreadScope POD = new ThreadScope.OfPod(Fixtures.ORGANIZATION, Fixtures.POD);
    ThreadScope ORGANIZATION = new ThreadScope.OfOrganization(Fixtures.ORGANIZATION);

    @Test
    default void listsThreadsOfOneMomentInBothDirections() {
        List<Message> messages = new ArrayList<>();
        for (int number = 0; number < 35; number++) {
            messages.add(
                    Fixtures.message(number).at(Fixtures.NOW.plusMillis(number)).build());
        }
        messages.forEach(this::add);

        List<ThreadSummary> threads =
                messages.stream().map(ThreadSummary::startedBy).toList();
        List<ThreadSummary> reversed = new ArrayList<>(threads);
        Collections.reverse(reversed);
        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(PageWalk.oldestFirst(4, page -> store().listThreads(scope, MessageFilter.ALL, page)))
                    .containsExactlyElementsOf(threads);
            assertThat(PageWalk.newestFirst(4, page -> store().listThreads(scope, MessageFilter.ALL, page)))
                    .containsExactlyElementsOf(reversed);
        }
    }

    @Test
    default void threadsOfTheSameMillisecondAreAllListed() {
        List<ThreadSummary> threads = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            Message message = Fixtures.message(number).at(Fixtures.NOW).build();
            add(message);
            threads.add(ThreadSummary.startedBy(message));
        }

        List<ThreadSummary> oldestFirst =
                PageWalk.oldestFirst(4, page -> store().listThreads(INBOX, MessageFilter.ALL, page));
        List<ThreadSummary> newestFirst =
                PageWalk.newestFirst(4, page -> store().listThreads(INBOX, MessageFilter.ALL, page));

        Collections.reverse(newestFirst);
        assertThat(oldestFirst).containsExactlyInAnyOrderElementsOf(threads).isEqualTo(newestFirst);
    }

    @Test
    default void aThreadMovesUpWithANewMessageAndIsListedOnce() {
        Message first = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(first).build();
        add(first, other, answer);

        ThreadSummary moved = ThreadSummary.of(List.of(first, answer)).orElseThrow();
        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(PageWalk.newestFirst(1, page -> store().listThreads(scope, MessageFilter.ALL, page)))
                    .containsExactly(moved, ThreadSummary.startedBy(other));
        }
    }

    @Test
    default void aThreadMovesBackWhenItsLastMessageGoes() {
        Message first = Fixtures.message(1).build();
        Message other = Fixtures.message(2).build();
        Message answer = Fixtures.message(3).replyTo(first).build();
        add(first, other, answer);

        new Rows(store()).delete(Fixtures.inbox(), answer);

        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(PageWalk.newestFirst(1, page -> store().listThreads(scope, MessageFilter.ALL, page)))
                    .containsExactly(ThreadSummary.startedBy(other), ThreadSummary.startedBy(first));
        }
    }

    @Test
    default void aThreadWithoutMessagesIsNotListed() {
        Message message = Fixtures.message(1).build();
        add(message);

        new Rows(store()).delete(Fixtures.inbox(), message);

        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(PageWalk.newestFirst(1, page -> store().listThreads(scope, MessageFilter.ALL, page)))
                    .isEmpty();
        }
    }

    @Test
    default void keepsTheScopesApart() {
        Inbox sales = inbox(Fixtures.SALES, Fixtures.OTHER_POD);
        Message ours = Fixtures.message(1).build();
        Message theirs = Fixtures.message(2).in(Fixtures.SALES).build();
        add(ours);
        add(sales, theirs);

        ThreadSummary our = ThreadSummary.startedBy(ours);
        ThreadSummary their = ThreadSummary.startedBy(theirs);
        assertThat(list(INBOX)).containsExactly(our);
        assertThat(list(new ThreadScope.OfInbox(Fixtures.SALES))).containsExactly(their);
        assertThat(list(POD)).containsExactly(our);
        assertThat(list(new ThreadScope.OfPod(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)))
                .containsExactly(their);
        assertThat(list(ORGANIZATION)).containsExactly(their, our);
        assertThat(list(new ThreadScope.OfOrganization(Fixtures.OTHER_ORGANIZATION)))
                .isEmpty();
    }

    @Test
    default void filtersThreadsByLabelsAndTime() {
        List<ThreadSummary> threads = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Label[] labels = number % 3 == 0
                    ? new Label[] {Label.RECEIVED, Label.SPAM}
                    : new Label[] {Label.RECEIVED, Label.UNREAD};
            Message message = Fixtures.message(number).labels(labels).build();
            add(message);
            threads.add(ThreadSummary.startedBy(message));
        }
        MessageFilter filter = new MessageFilter(
                Labels.of(Label.RECEIVED),
                MessageFilter.RESTRICTED,
                Optional.of(threads.get(35).timestamp()),
                Optional.of(threads.get(4).timestamp()));

        List<ThreadSummary> wanted = threads.stream()
                .filter(thread -> filter.accepts(thread.labels(), thread.timestamp()))
                .toList();
        List<ThreadSummary> reversed = new ArrayList<>(wanted);
        Collections.reverse(reversed);
        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(PageWalk.oldestFirst(6, page -> store().listThreads(scope, filter, page)))
                    .containsExactlyElementsOf(wanted);
            assertThat(PageWalk.newestFirst(6, page -> store().listThreads(scope, filter, page)))
                    .containsExactlyElementsOf(reversed);
        }
    }

    @Test
    default void aThreadIsFoundByTheLabelsItHasNow() {
        Message message = Fixtures.message(1).build();
        add(message);

        Message read = new Rows(store())
                .relabel(Fixtures.inbox(), message, Labels.of(Label.RECEIVED), Fixtures.NOW.plusSeconds(60));

        MessageFilter unread =
                new MessageFilter(Labels.of(Label.UNREAD), Labels.NONE, Optional.empty(), Optional.empty());
        MessageFilter notUnread =
                new MessageFilter(Labels.NONE, Labels.of(Label.UNREAD), Optional.empty(), Optional.empty());
        for (ThreadScope scope : List.of(INBOX, POD, ORGANIZATION)) {
            assertThat(store().listThreads(scope, unread, PageRequest.first()).items())
                    .isEmpty();
            assertThat(store().listThreads(scope, notUnread, PageRequest.first())
                            .items())
                    .containsExactly(ThreadSummary.startedBy(read));
        }
    }

    private List<ThreadSummary> list(ThreadScope scope) {
        return store().listThreads(scope, MessageFilter.ALL, PageRequest.first())
                .items();
    }

    private static Inbox inbox(InboxId id, PodId pod) {
        Inbox inbox = Fixtures.inbox(id);
        return new Inbox(
                id,
                inbox.organization(),
                pod,
                inbox.displayName(),
                inbox.clientId(),
                inbox.metadata(),
                inbox.createdAt(),
                inbox.updatedAt());
    }
}
