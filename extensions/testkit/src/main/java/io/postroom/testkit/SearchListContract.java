package io.postroom.testkit;

import static io.postroom.testkit.WithSearchIndex.messages;
import static io.postroom.testkit.WithSearchIndex.support;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex.Change;
import io.postroom.core.search.SearchIndex.Counted;
import io.postroom.core.search.SearchIndex.Filter;
import io.postroom.core.search.SearchIndex.Mark;
import io.postroom.core.search.SearchIndex.Stretch;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Filtered lists, and the marks by which a {@link io.postroom.core.search.SearchIndex} is compared with the rows. */
public interface SearchListContract extends WithSearchIndex {
    private static FieldFilter fields(List<String> senders, List<String> recipients, List<String> subject) {
        return new FieldFilter(senders, recipients, subject);
    }

    private List<String> list(Indexed.Kind kind, FieldFilter fields, MessageFilter filter) {
        return PageWalk.newestFirst(2, page -> index().list(new Filter(kind, support(), fields, filter, page))).stream()
                .map(Indexed.Key::id)
                .toList();
    }

    private List<String> list(FieldFilter fields) {
        return list(Indexed.Kind.MESSAGE, fields, MessageFilter.ALL);
    }

    @Test
    default void listsMessagesWithTextsInTheirFields() {
        put(Fixtures.message(1).subject("Invoice for April").build(), "");
        put(Fixtures.message(2).subject("Hello").from("Bob <bob@example.com>").build(), "Invoice");
        put(Fixtures.message(3).subject("invoice of March").build(), "");

        assertThat(list(fields(List.of(), List.of(), List.of("INVOICE")))).isEqualTo(messages(3, 1));
        assertThat(list(fields(List.of(), List.of(), List.of("invoice", "ar")))).isEqualTo(messages(3));
        assertThat(list(fields(List.of("ann@"), List.of(), List.of()))).isEqualTo(messages(3, 1));
        assertThat(list(fields(List.of(), List.of("support"), List.of()))).isEqualTo(messages(3, 2, 1));
        assertThat(list(fields(List.of(), List.of("carol"), List.of()))).isEmpty();
        assertThat(list(fields(List.of("b"), List.of("s"), List.of("h")))).isEqualTo(messages(2));
    }

    @Test
    default void filtersListsByLabelsAndTime() {
        put(Fixtures.message(1).labels(Label.STARRED).build(), "");
        put(Fixtures.message(2).labels(Label.SPAM).build(), "");
        put(Fixtures.message(3).labels(Label.STARRED, Label.UNREAD).build(), "");
        FieldFilter everything = fields(List.of("ann"), List.of(), List.of());
        MessageFilter starred =
                new MessageFilter(Labels.of(Label.STARRED), Labels.NONE, Optional.empty(), Optional.empty());
        MessageFilter visible =
                new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());
        MessageFilter early = new MessageFilter(
                Labels.NONE,
                Labels.NONE,
                Optional.of(Fixtures.message(3).build().timestamp()),
                Optional.of(Fixtures.message(1).build().timestamp()));

        assertThat(list(Indexed.Kind.MESSAGE, everything, starred)).isEqualTo(messages(3, 1));
        assertThat(list(Indexed.Kind.MESSAGE, everything, visible)).isEqualTo(messages(3, 1));
        assertThat(list(Indexed.Kind.MESSAGE, everything, early)).isEqualTo(messages(2));
    }

    @Test
    default void listsWhatIsArchivedAndInTheTrashAsTrash() {
        put(Fixtures.message(1).labels(Label.RECEIVED, Label.ARCHIVED).build(), "");
        put(Fixtures.message(2).labels(Label.ARCHIVED, Label.TRASH).build(), "");
        put(Fixtures.message(3).labels(Label.ARCHIVED, Label.SPAM).build(), "");
        put(Fixtures.message(4).labels(Label.RECEIVED).build(), "");

        assertThat(hiding(MessageFilter.RESTRICTED)).isEqualTo(messages(4));
        assertThat(hiding(MessageFilter.SET_ASIDE)).isEqualTo(messages(4, 1));
        assertThat(hiding(MessageFilter.RESTRICTED.without(Labels.of(Label.TRASH))))
                .isEqualTo(messages(4, 2));
        assertThat(hiding(Labels.of(Label.ARCHIVED))).isEqualTo(messages(4, 3, 2));
    }

    private List<String> hiding(Labels hidden) {
        MessageFilter filter = new MessageFilter(Labels.NONE, hidden, Optional.empty(), Optional.empty());
        return list(Indexed.Kind.MESSAGE, fields(List.of("ann"), List.of(), List.of()), filter);
    }

    @Test
    default void listsInBothDirections() {
        for (int i = 0; i < 25; i++) {
            put(Fixtures.message(i).at(Fixtures.NOW.plusSeconds(i / 4)).build(), "");
        }
        FieldFilter everything = fields(List.of("ann"), List.of(), List.of());

        for (int limit : new int[] {1, 4, 24, 25, 100}) {
            List<Indexed.Key> oldestFirst = PageWalk.oldestFirst(limit, page -> list(everything, page));
            List<Indexed.Key> newestFirst = PageWalk.newestFirst(limit, page -> list(everything, page));
            assertThat(oldestFirst.stream().map(Indexed.Key::id).toList())
                    .hasSize(25)
                    .isSorted();
            assertThat(newestFirst).containsExactlyInAnyOrderElementsOf(oldestFirst);
            assertThat(newestFirst.get(0)).isEqualTo(oldestFirst.get(24));
        }
    }

    private Page<Indexed.Key> list(FieldFilter fields, PageRequest page) {
        return index().list(new Filter(Indexed.Kind.MESSAGE, support(), fields, MessageFilter.ALL, page));
    }

    private Counted from(long skipped, int limit, MessageFilter filter) {
        return index().list(new Stretch(Indexed.Kind.MESSAGE, support(), filter, skipped, limit));
    }

    /** Many share a millisecond, and parts begin and end among them. */
    @Test
    default void listsFromAnyNumberOn() {
        for (int i = 0; i < 2_500; i++) {
            put(Fixtures.message(i).at(Fixtures.NOW.plusMillis(i / 7)).build(), "");
        }
        List<Indexed.Key> all = PageWalk.newestFirst(100, page -> list(fields(List.of(), List.of(), List.of()), page));

        for (int skipped : new int[] {0, 1, 20, 985, 990, 1_000, 1_001, 1_499, 2_400, 2_490, 2_499, 2_500, 9_999}) {
            for (int limit : new int[] {1, 3, 20, 100}) {
                Counted counted = from(skipped, limit, MessageFilter.ALL);
                int begin = Math.min(skipped, all.size());
                assertThat(counted.keys())
                        .as(skipped + " and " + limit)
                        .isEqualTo(all.subList(begin, Math.min(begin + limit, all.size())));
                assertThat(counted.total()).isEqualTo(2_500);
            }
        }
        assertThat(from(Long.MAX_VALUE - 100, 100, MessageFilter.ALL)).isEqualTo(new Counted(List.of(), 2_500));
    }

    @Test
    default void countsOnlyWhatIsWanted() {
        put(Fixtures.message(1).labels(Label.STARRED).build(), "");
        put(Fixtures.message(2).labels(Label.SPAM).build(), "");
        Message gone = put(Fixtures.message(3).build(), "");
        put(Fixtures.message(4).in(Fixtures.SALES).build(), "");
        index().apply(List.of(
                new Change.Put(Indexed.of(
                        Fixtures.inbox(),
                        ThreadSummary.startedBy(Fixtures.message(1).build()))),
                new Change.Remove(Indexed.Key.of(gone))));
        MessageFilter visible =
                new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());

        assertThat(from(0, 20, visible).total()).isEqualTo(1);
        assertThat(from(1_000_000, 20, visible).total()).isEqualTo(1);
        assertThat(from(0, 20, MessageFilter.ALL).total()).isEqualTo(2);
        assertThat(index().list(new Stretch(
                        Indexed.Kind.THREAD, new ThreadScope.OfOrganization(Fixtures.ORGANIZATION), visible, 0, 20)))
                .extracting(Counted::total)
                .isEqualTo(1L);
    }

    @Test
    default void listsThreadsByWhoIsInThem() {
        Message first = Fixtures.message(1).subject("Question").build();
        Message answer =
                Fixtures.message(2).from("Bob <bob@example.com>").replyTo(first).build();
        ThreadSummary thread = ThreadSummary.of(List.of(first, answer)).orElseThrow();
        index().apply(List.of(new Change.Put(Indexed.of(Fixtures.inbox(), thread))));
        put(first, "");

        FieldFilter both = fields(List.of("ann", "bob"), List.of("carol"), List.of("quest"));
        assertThat(list(Indexed.Kind.THREAD, both, MessageFilter.ALL))
                .containsExactly(thread.id().toString());
        assertThat(list(Indexed.Kind.THREAD, fields(List.of("eve"), List.of(), List.of()), MessageFilter.ALL))
                .isEmpty();
        assertThat(find("bob")).isEmpty();
    }

    @Test
    default void marksTellWhatIsThereInTheOrderOfTime() {
        List<Mark> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Message message = put(Fixtures.message(i).build(), "text");
            Indexed entry = Indexed.of(Fixtures.inbox(), message, "text");
            expected.add(new Mark(entry.place(), entry.stamp()));
        }
        index().apply(List.of(new Change.Put(Indexed.of(
                Fixtures.inbox(), ThreadSummary.startedBy(Fixtures.message(1).build())))));

        assertThat(find("text")).hasSize(10); // from then on marks show it

        List<Mark> marks = new ArrayList<>();
        Optional<PageKey> after = Optional.empty();
        for (int pages = 0; pages < 4; pages++) {
            List<Mark> next = index().marks(Indexed.Kind.MESSAGE, Fixtures.SUPPORT, after, 4);
            marks.addAll(next);
            after = marks.isEmpty()
                    ? after
                    : Optional.of(marks.get(marks.size() - 1).place());
        }

        assertThat(marks).isEqualTo(expected);
        assertThat(index().marks(Indexed.Kind.THREAD, Fixtures.SUPPORT, Optional.empty(), 4))
                .hasSize(1);
        assertThat(index().marks(Indexed.Kind.MESSAGE, Fixtures.SALES, Optional.empty(), 4))
                .isEmpty();
    }

    @Test
    default void aStampChangesWithLabelsAndContent() {
        Message message = Fixtures.message(1).build();
        long stamp = Indexed.of(Fixtures.inbox(), message, "").stamp();

        assertThat(Indexed.of(Fixtures.inbox(), message.withLabels(Labels.NONE, Fixtures.NOW), "")
                        .stamp())
                .isNotEqualTo(stamp);
        assertThat(Indexed.of(Fixtures.inbox(), message, "other").stamp()).isEqualTo(stamp);
    }

    @Test
    default void showsTheInboxesThatAreInIt() {
        put(Fixtures.message(1).build(), "");
        put(Fixtures.message(1).in(Fixtures.SALES).build(), "");

        List<InboxId> inboxes = new ArrayList<>();
        index().forEachInbox(inboxes::add);

        assertThat(inboxes).containsExactlyInAnyOrder(Fixtures.SUPPORT, Fixtures.SALES);
    }

    @Test
    default void isWholeAfterEverythingWasPutIntoIt() {
        put(Fixtures.message(1).build(), "text");

        index().verify();

        assertThat(index().recover()).isFalse();
    }
}
