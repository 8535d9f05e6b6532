package io.postroom.testkit;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.search.SearchIndex.Change;
import io.postroom.core.search.SearchIndex.Hit;
import io.postroom.core.search.SearchIndex.Hits;
import io.postroom.core.search.SearchIndex.Question;
import io.postroom.core.search.SearchPlace;
import io.postroom.core.search.SearchQuery;
import io.postroom.core.thread.ThreadScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parts of {@link SearchIndexContract} share. */
public interface WithSearchIndex {
    /** The index under test, empty at the start of each test. */
    SearchIndex index();

    /** Puts a message with this text into the index, as one of {@link Fixtures#inbox}. */
    default Message put(Message message, String text) {
        return put(Fixtures.inbox(message.inbox()), message, text);
    }

    default Message put(Inbox inbox, Message message, String text) {
        index().apply(List.of(new Change.Put(Indexed.of(inbox, message, text))));
        return message;
    }

    static ThreadScope support() {
        return new ThreadScope.OfInbox(Fixtures.SUPPORT);
    }

    static Question question(ThreadScope scope, String text, Optional<SearchPlace> behind, int limit) {
        return new Question(
                scope,
                SearchQuery.parse(text),
                false,
                MessageFilter.RESTRICTED,
                Optional.empty(),
                Optional.empty(),
                behind,
                limit);
    }

    /** The ids of the messages in support that match, best first. */
    default List<String> find(String text) {
        return ids(index().search(question(support(), text, Optional.empty(), 100)));
    }

    /** All pages of what is found, each page asked for as a client does. */
    default List<String> findInPages(Question first) {
        List<String> ids = new ArrayList<>();
        Optional<SearchPlace> behind = Optional.empty();
        for (int pages = 0; pages < 1_000; pages++) {
            Hits hits = index().search(new Question(
                    first.scope(),
                    first.query(),
                    first.oncePerThread(),
                    first.hidden(),
                    first.before(),
                    first.after(),
                    behind,
                    first.limit()));
            ids.addAll(ids(hits));
            if (hits.next().isEmpty()) {
                return ids;
            }
            behind = hits.next().map(place -> SearchPlace.parse(place.token()));
        }
        throw new AssertionError("the results do not end");
    }

    static List<String> ids(Hits hits) {
        return hits.hits().stream().map(Hit::message).toList();
    }

    /** The ids that {@link Fixtures#message} gives to these numbers. */
    static List<String> messages(int... numbers) {
        List<String> ids = new ArrayList<>();
        for (int number : numbers) {
            ids.add(Fixtures.message(number).build().id().value());
        }
        return ids;
    }
}
