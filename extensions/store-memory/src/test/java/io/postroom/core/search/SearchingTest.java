package io.postroom.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.Searching.Matches;
import io.postroom.core.search.Searching.Wish;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchingTest {
    private static final FieldFilter ANN = new FieldFilter(List.of("ann"), List.of(), List.of());

    private final Searched searched = new Searched();
    private final Searching searching = searched.searching;

    private static Wish wish(String text) {
        return wish(text, false);
    }

    private static Wish wish(String text, boolean archivedToo) {
        return new Wish(SearchQuery.parse(text), archivedToo, Optional.empty(), Optional.empty(), Optional.empty(), 10);
    }

    private List<String> messages(Caller caller, String text) {
        return searching.messages(caller, Fixtures.SUPPORT, wish(text)).matches().stream()
                .map(match -> match.found().id().value())
                .toList();
    }

    private List<String> threads(Caller caller, String text) {
        return searching.threads(caller, wish(text)).matches().stream()
                .map(match -> match.found().lastMessage().value())
                .toList();
    }

    private static String id(Message message) {
        return message.id().value();
    }

    @Test
    void showsTheRowAsItIsNowAndWhereItMatched() {
        Message message = searched.file(Fixtures.message(1).subject("Lemon").build(), "a lemon tree");
        searched.indexing.settle();
        searched.rows.relabel(Fixtures.inbox(), message, Labels.of(Label.STARRED), Fixtures.NOW);

        Matches<Message> found = searching.messages(Callers.unrestricted(), Fixtures.SUPPORT, wish("lemon"));

        assertThat(found.next()).isEmpty();
        assertThat(found.matches().get(0).found().labels()).isEqualTo(Labels.of(Label.STARRED));
        assertThat(found.matches().get(0).highlights().subject()).containsExactly("**Lemon**");
        assertThat(found.matches().get(0).highlights().text()).containsExactly("a **lemon** tree");
    }

    @Test
    void leavesOutWhatTheIndexDoesNotKnowToBeGoneYet() {
        Message spam = searched.file(Fixtures.message(1).build(), "lemon");
        Message deleted = searched.file(Fixtures.message(2).build(), "lemon");
        Message here = searched.file(Fixtures.message(3).build(), "lemon");
        searched.indexing.settle();

        searched.rows.relabel(Fixtures.inbox(), spam, Labels.of(Label.SPAM), Fixtures.NOW);
        searched.rows.delete(Fixtures.inbox(), deleted);

        assertThat(messages(Callers.unrestricted(), "lemon")).containsExactly(id(here));
        assertThat(threads(Callers.unrestricted(), "lemon")).containsExactly(id(here));
        assertThat(searching
                        .listMessages(
                                Callers.unrestricted(),
                                Fixtures.SUPPORT,
                                ANN,
                                new MessageFilter(
                                        Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty()),
                                PageRequest.first())
                        .items())
                .extracting(SearchingTest::id)
                .containsExactly(id(here));
    }

    @Test
    void searchesWithinTheScopeOfTheKey() {
        Message support = searched.file(Fixtures.message(1).build(), "lemon");
        Message sales = searched.file(Fixtures.message(2).in(Fixtures.SALES).build(), "lemon");
        searched.indexing.settle();

        assertThat(threads(Callers.unrestricted(), "lemon")).containsExactly(id(sales), id(support));
        assertThat(threads(Callers.of(Fixtures.SALES), "lemon")).containsExactly(id(sales));
        assertThat(threads(Callers.of(Fixtures.POD), "lemon")).containsExactly(id(sales), id(support));
        assertThat(threads(Callers.of(Fixtures.OTHER_POD), "lemon")).isEmpty();
        assertThat(threads(Callers.stranger(), "lemon")).isEmpty();
        assertThat(threads(Callers.of(Fixtures.SUPPORT), "lemon")).containsExactly(id(support));
        assertThat(messages(Callers.of(Fixtures.SUPPORT), "lemon")).containsExactly(id(support));
        for (Caller caller : List.of(Callers.of(Fixtures.SALES), Callers.stranger())) {
            assertThatThrownBy(() -> messages(caller, "lemon"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
        }
    }

    @Test
    void anAddressThatBecameAnothersShowsNothingOfIt() {
        Message message = searched.file(Fixtures.message(1).build(), "lemon");
        searched.indexing.settle();

        searched.giveAway(message);

        assertThat(threads(Callers.unrestricted(), "lemon")).isEmpty();
        assertThat(searching
                        .listThreads(Callers.unrestricted(), ANN, MessageFilter.ALL, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    void anIdThatBecameAnotherMessagesShowsNothingOfTheOldOne() {
        searched.file(Fixtures.message(1).build(), "lemon");
        searched.indexing.settle();

        searched.replaceSilently(Fixtures.message(1).build());

        assertThat(messages(Callers.unrestricted(), "lemon")).isEmpty();
        assertThat(threads(Callers.unrestricted(), "lemon")).isEmpty();
    }

    @Test
    void wantsThePermissionToRead() {
        Caller other = Callers.only(Permission.MESSAGE_SEND);

        assertThatThrownBy(() -> messages(other, "lemon")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> threads(other, "lemon")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> searching.inboxes(other, "support", PageRequest.first()))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> searching.listThreads(other, ANN, MessageFilter.ALL, PageRequest.first()))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aListNeverShowsLabelsThatTheKeyMayNotRead() {
        searched.file(Fixtures.message(1).labels(Label.SPAM).build(), "");
        searched.indexing.settle();

        Page<Message> all = searching.listMessages(
                Callers.unrestricted(), Fixtures.SUPPORT, ANN, MessageFilter.ALL, PageRequest.first());
        Page<Message> some = searching.listMessages(
                Callers.only(Permission.MESSAGE_READ), Fixtures.SUPPORT, ANN, MessageFilter.ALL, PageRequest.first());

        assertThat(all.items()).hasSize(1);
        assertThat(some.items()).isEmpty();
    }

    @Test
    void findsAThreadByTheMessagesThatListsShow() {
        Message first = searched.file(Fixtures.message(1).build(), "lemon");
        searched.file(Fixtures.message(2).replyTo(first).labels(Label.TRASH).build(), "pear");
        searched.file(Fixtures.message(3).labels(Label.SPAM).build(), "lemon pear");
        searched.indexing.settle();

        assertThat(messages(Callers.unrestricted(), "lemon")).containsExactly(id(first));
        assertThat(threads(Callers.unrestricted(), "lemon")).containsExactly(id(first));
        assertThat(threads(Callers.unrestricted(), "pear")).isEmpty();
    }

    @Test
    void findsWhatIsArchivedForWhoAsks() {
        Message first = searched.file(Fixtures.message(1).build(), "lemon");
        Message answer = searched.file(
                Fixtures.message(2).replyTo(first).labels(Label.ARCHIVED).build(), "pear");
        Message archived =
                searched.file(Fixtures.message(3).labels(Label.ARCHIVED).build(), "pear");
        searched.file(Fixtures.message(4).labels(Label.ARCHIVED, Label.SPAM).build(), "pear");
        searched.indexing.settle();
        Caller reader = Callers.only(Permission.MESSAGE_READ);

        assertThat(messages(reader, "pear")).isEmpty();
        assertThat(threads(reader, "pear")).isEmpty();
        assertThat(searching
                        .messages(reader, Fixtures.SUPPORT, wish("pear", true))
                        .matches())
                .extracting(match -> id(match.found()))
                .containsExactly(id(archived), id(answer));
        assertThat(searching.threads(reader, wish("pear", true)).matches())
                .extracting(match -> match.found().id())
                .containsExactly(archived.thread(), first.thread());
    }

    @Test
    void leavesOutWhatWasArchivedAMomentAgo() {
        Message message = searched.file(Fixtures.message(1).build(), "lemon");
        searched.indexing.settle();

        searched.rows.relabel(Fixtures.inbox(), message, Labels.of(Label.ARCHIVED), Fixtures.NOW);

        assertThat(messages(Callers.unrestricted(), "lemon")).isEmpty();
        assertThat(threads(Callers.unrestricted(), "lemon")).isEmpty();
    }

    @Test
    void listsThreadsByWhoIsInThem() {
        Message first = searched.file(Fixtures.message(1).build(), "");
        searched.file(Fixtures.message(2).from("bob@example.com").replyTo(first).build(), "");
        searched.file(Fixtures.message(3).build(), "");
        searched.indexing.settle();

        Page<ThreadSummary> found = searching.listThreads(
                Callers.unrestricted(),
                new FieldFilter(List.of("ann", "bob"), List.of("carol"), List.of("subject 1")),
                MessageFilter.ALL,
                PageRequest.first());

        assertThat(found.items()).extracting(ThreadSummary::id).containsExactly(first.thread());
    }

    @Test
    void findsInboxesByAddressAndName() {
        assertThat(inboxes(Callers.unrestricted(), "SALES")).containsExactly("sales@agents.example");
        assertThat(inboxes(Callers.unrestricted(), "agents supp")).contains("support@agents.example");
        assertThat(inboxes(Callers.of(Fixtures.SALES), "agents")).containsExactly("sales@agents.example");
        assertThat(inboxes(Callers.stranger(), "agents")).isEmpty();
        for (String bad : List.of("", "x", "  ", "x".repeat(257))) {
            assertThatThrownBy(() -> inboxes(Callers.unrestricted(), bad)).isInstanceOf(RefusedException.class);
        }
    }

    private List<String> inboxes(Caller caller, String text) {
        return searching.inboxes(caller, text, PageRequest.first()).items().stream()
                .map(inbox -> inbox.id().value())
                .toList();
    }

    @Test
    void looksThroughManyInboxesInPages() {
        for (int i = 0; i < 450; i++) {
            searched.create("many-" + i + "@agents.example");
        }

        Page<Inbox> first = searching.inboxes(Callers.unrestricted(), "many-", PageRequest.first(100));
        Page<Inbox> second =
                searching.inboxes(Callers.unrestricted(), "many-", new PageRequest(100, first.next(), false));
        Page<Inbox> one = searching.inboxes(Callers.unrestricted(), "many-44", PageRequest.first(100));

        assertThat(first.items()).hasSize(100);
        assertThat(second.items()).hasSize(100).doesNotContainAnyElementsOf(first.items());
        assertThat(one.items()).hasSize(11);
        assertThat(one.next()).isEmpty();
    }
}
