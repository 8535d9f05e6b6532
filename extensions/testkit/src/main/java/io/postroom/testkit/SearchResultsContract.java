package io.postroom.testkit;

import static io.postroom.testkit.WithSearchIndex.ids;
import static io.postroom.testkit.WithSearchIndex.messages;
import static io.postroom.testkit.WithSearchIndex.question;
import static io.postroom.testkit.WithSearchIndex.support;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex.Change;
import io.postroom.core.search.SearchIndex.Hits;
import io.postroom.core.search.SearchIndex.Question;
import io.postroom.core.search.SearchQuery;
import io.postroom.core.thread.ThreadScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which messages a {@link io.postroom.core.search.SearchIndex} finds, and in which order. */
public interface SearchResultsContract extends WithSearchIndex {
    private static Message plain(int number) {
        return Fixtures.message(number).build();
    }

    @Test
    default void theBestComesFirstThenTheNewest() {
        put(Fixtures.message(1).subject("lemon").build(), "");
        put(Fixtures.message(2).subject("lemon").build(), "");
        put(Fixtures.message(3).from("Lemon <l@example.com>").build(), "");
        put(plain(4), "a lemon");
        put(plain(5), "lemonade");
        put(plain(6), "a lemon, a lemon");

        assertThat(find("lemon")).isEqualTo(messages(2, 1, 3, 6, 4, 5));
    }

    @Test
    default void pagesHoldEachResultOnceInOrder() {
        for (int i = 0; i < 45; i++) {
            put(
                    Fixtures.message(i)
                            .at(Fixtures.NOW.plusSeconds(i / 7))
                            .subject(i % 3 == 0 ? "word" : "x")
                            .build(),
                    "word");
        }
        List<String> all = find("word");

        for (int limit : new int[] {1, 4, 44, 45, 100}) {
            assertThat(findInPages(question(support(), "word", Optional.empty(), limit)))
                    .isEqualTo(all);
        }
        assertThat(all).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    default void mailThatComesMeanwhileDoesNotDisturbThePages() {
        for (int i = 0; i < 20; i++) {
            put(plain(i), "word");
        }
        Hits first = index().search(question(support(), "word", Optional.empty(), 10));

        put(plain(100), "word");
        put(Fixtures.message(101).subject("word").build(), "word word");
        Hits second = index().search(question(support(), "word", first.next(), 10));

        assertThat(ids(second)).isEqualTo(messages(9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
        assertThat(second.next()).isEmpty();
    }

    @Test
    default void whatHasALabelThatIsToBeHiddenIsNotFound() {
        int number = 0;
        for (Label label : List.of(Label.SPAM, Label.TRASH, Label.BLOCKED, Label.UNAUTHENTICATED)) {
            put(Fixtures.message(number++).labels(label, Label.RECEIVED).build(), "word");
        }
        put(Fixtures.message(4).labels(Label.RECEIVED, Label.ARCHIVED).build(), "word");
        put(Fixtures.message(5).labels(Label.SPAM, Label.ARCHIVED).build(), "word");
        put(Fixtures.message(6).labels(Label.RECEIVED, Label.STARRED).build(), "word");

        assertThat(find("word")).isEqualTo(messages(6));
        assertThat(hiding(MessageFilter.SET_ASIDE)).isEqualTo(messages(6, 4));
        assertThat(hiding(Labels.of(Label.RECEIVED))).isEqualTo(messages(5));
        assertThat(hiding(Labels.NONE)).hasSize(7);
    }

    private List<String> hiding(Labels hidden) {
        return ids(index().search(new Question(
                support(),
                SearchQuery.parse("word"),
                false,
                hidden,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10)));
    }

    @Test
    default void followsLabelsAndDeletions() {
        Message one = put(plain(1), "word");
        Message two = put(plain(2), "word");

        put(one.withLabels(Labels.of(Label.TRASH), Fixtures.NOW), "word");
        assertThat(find("word")).isEqualTo(messages(2));
        put(one, "word");
        assertThat(find("word")).isEqualTo(messages(2, 1));
        index().apply(List.of(new Change.Remove(Indexed.Key.of(two)), new Change.Remove(Indexed.Key.of(plain(9)))));
        assertThat(find("word")).isEqualTo(messages(1));
        index().apply(List.of(new Change.RemoveInbox(Fixtures.SUPPORT)));
        assertThat(find("word")).isEmpty();
    }

    @Test
    default void aMessageStandsInTheIndexOnce() {
        put(plain(1), "old text");
        put(plain(1), "new text");

        assertThat(find("text")).isEqualTo(messages(1));
        assertThat(find("old")).isEmpty();
        assertThat(index().text(Indexed.Key.of(plain(1)), plain(1).digest().hex()))
                .contains("new text");
        assertThat(index().text(Indexed.Key.of(plain(1)), "other")).isEmpty();
        assertThat(index().text(Indexed.Key.of(plain(2)), plain(2).digest().hex()))
                .isEmpty();
    }

    @Test
    default void keepsInboxesPodsAndOrganizationsApart() {
        Inbox sales = Fixtures.inbox(Fixtures.SALES);
        Inbox otherPod = new Inbox(
                Fixtures.SALES,
                Fixtures.ORGANIZATION,
                Fixtures.OTHER_POD,
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                Fixtures.NOW,
                Fixtures.NOW);
        put(plain(1), "word");
        put(otherPod, Fixtures.message(2).in(Fixtures.SALES).build(), "word");

        assertThat(search(support())).isEqualTo(messages(1));
        assertThat(search(new ThreadScope.OfInbox(sales.id()))).isEqualTo(messages(2));
        assertThat(search(new ThreadScope.OfPod(Fixtures.ORGANIZATION, Fixtures.POD)))
                .isEqualTo(messages(1));
        assertThat(search(new ThreadScope.OfPod(Fixtures.OTHER_ORGANIZATION, Fixtures.POD)))
                .isEmpty();
        assertThat(search(new ThreadScope.OfOrganization(Fixtures.ORGANIZATION)))
                .isEqualTo(messages(2, 1));
        assertThat(search(new ThreadScope.OfOrganization(Fixtures.OTHER_ORGANIZATION)))
                .isEmpty();
    }

    private List<String> search(ThreadScope scope) {
        return ids(index().search(question(scope, "word", Optional.empty(), 10)));
    }

    @Test
    default void twoInboxesMayHaveTheSameMessage() {
        ThreadScope organization = new ThreadScope.OfOrganization(Fixtures.ORGANIZATION);
        put(plain(1), "word");
        put(Fixtures.message(1).in(Fixtures.SALES).build(), "word");

        assertThat(findInPages(question(organization, "word", Optional.empty(), 1)))
                .isEqualTo(messages(1, 1));
    }

    @Test
    default void looksBetweenTwoPointsInTime() {
        for (int i = 0; i < 5; i++) {
            put(plain(i), "word");
        }

        assertThat(between(plain(1).timestamp(), plain(4).timestamp())).isEqualTo(messages(3, 2));
        assertThat(between(
                        plain(1).timestamp().minusNanos(1), plain(3).timestamp().plusNanos(1)))
                .isEqualTo(messages(3, 2, 1));
        assertThat(between(Instant.MIN, Instant.MAX)).hasSize(5);
        assertThat(between(Instant.MAX, Instant.MIN)).isEmpty();
    }

    private List<String> between(Instant after, Instant before) {
        return ids(index().search(new Question(
                support(),
                SearchQuery.parse("word"),
                false,
                MessageFilter.RESTRICTED,
                Optional.of(before),
                Optional.of(after),
                Optional.empty(),
                10)));
    }

    @Test
    default void findsEachThreadOnceWithItsBestMessage() {
        List<String> best = new ArrayList<>();
        for (int thread = 0; thread < 30; thread++) {
            Message first = put(plain(10 * thread), "word");
            put(Fixtures.message(10 * thread + 1).replyTo(first).subject("word").build(), "");
            put(Fixtures.message(10 * thread + 2).replyTo(first).build(), "word");
            best.add(messages(10 * thread + 1).get(0));
        }
        Collections.reverse(best);

        for (int limit : new int[] {1, 7, 29, 30, 100}) {
            Question first = new Question(
                    support(),
                    SearchQuery.parse("word"),
                    true,
                    MessageFilter.RESTRICTED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
            assertThat(findInPages(first)).isEqualTo(best);
        }
    }

    @Test
    default void showsWhereTheTextMatches() {
        put(plain(1), "Dear Ann,\n\nthe invoice is due on Friday, and the second invoice too.");

        Hits hits = index().search(question(support(), "invoice fri", Optional.empty(), 10));

        assertThat(hits.hits().get(0).text())
                .containsExactly("Dear Ann, the **invoice** is due on **Friday**, and the second **invoice** too.");
        assertThat(hits.hits().get(0).inbox()).isEqualTo(Fixtures.SUPPORT);
        assertThat(hits.hits().get(0).thread()).isEqualTo(plain(1).thread().toString());
    }
}
