package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.ThreadScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds messages and threads by what is in them. Follows the rows of the message store, and may be some moments behind them: who searches
 * looks at the rows of what was found.
 *
 * <p>One thread changes it, any number search. Calls block. Failing storage shows as an {@link java.io.UncheckedIOException}.
 */
public interface SearchIndex extends AutoCloseable {
    /** What becomes of the index. */
    sealed interface Change {
        /** This message or thread is so; it replaces what was there of the same key. */
        record Put(Indexed entry) implements Change {}

        /** There is no such message or thread. */
        record Remove(Indexed.Key key) implements Change {}

        /** Nothing of this inbox is there. */
        record RemoveInbox(InboxId inbox) implements Change {}
    }

    /** Makes the changes, in their order; searches that begin later show them. Not durable before {@link #commit}. */
    void apply(List<Change> changes);

    /** Makes what was applied durable, together with how far that is. */
    void commit(IndexProgress progress);

    /** What was committed last. */
    IndexProgress progress();

    /**
     * To be called after a failure. What is damaged is opened again, or begun anew from nothing.
     *
     * @return whether it was: then {@link #progress} tells how far it is
     */
    boolean recover();

    /** Looks through everything stored; an {@link java.io.UncheckedIOException} if it is damaged. Slow. */
    void verify();

    /** The text of a message that is in the index with this {@linkplain Indexed#content() content}; as it was just now, or at the last search. */
    Optional<String> text(Indexed.Key key, String content);

    /**
     * What is in the index of one inbox.
     *
     * @param stamp see {@link Indexed#stamp()}
     */
    record Mark(PageKey place, long stamp) {}

    /** At most {@code limit} marks behind {@code after}, the oldest first; as things were just now, or at the last search. */
    List<Mark> marks(Indexed.Kind kind, InboxId inbox, Optional<PageKey> after, int limit);

    /** Shows every inbox that has something in the index. */
    void forEachInbox(Consumer<InboxId> visitor);

    /**
     * A search by words.
     *
     * @param oncePerThread whether of each thread only the best message is wanted
     * @param hidden messages that have any of these labels match nothing
     * @param before only messages earlier than this
     * @param after only messages later than this
     * @param behind the last result of the page before; empty for the first page
     */
    record Question(
            ThreadScope scope,
            SearchQuery query,
            boolean oncePerThread,
            Labels hidden,
            Optional<Instant> before,
            Optional<Instant> after,
            Optional<SearchPlace> behind,
            int limit) {}

    /**
     * A message that was found.
     *
     * @param content see {@link Indexed#content}
     * @param text pieces of its text that match, see {@link Highlights#ofText}
     */
    record Hit(SearchPlace place, InboxId inbox, String message, String thread, String content, List<String> text) {
        public Hit {
            text = List.copyOf(text);
        }
    }

    /**
     * @param hits in the order of their places; may be fewer than the limit, or none, although more follow
     * @param next where the next page begins; empty on the last page
     */
    record Hits(List<Hit> hits, Optional<SearchPlace> next) {
        public Hits {
            hits = List.copyOf(hits);
        }
    }

    /** What matches as {@link Ranking} says. */
    Hits search(Question question);

    /** A search by parts of senders, recipients and subjects. */
    record Filter(Indexed.Kind kind, ThreadScope scope, FieldFilter fields, MessageFilter filter, PageRequest page) {}

    /** Ordered by timestamp, then id. */
    Page<Indexed.Key> list(Filter filter);

    /**
     * A part of a list that begins at a number.
     *
     * @param skipped how many stand before it
     */
    record Stretch(Indexed.Kind kind, ThreadScope scope, MessageFilter filter, long skipped, int limit) {}

    /**
     * A part of a list.
     *
     * @param total how many stand in the whole list
     */
    record Counted(List<Indexed.Key> keys, long total) {
        public Counted {
            keys = List.copyOf(keys);
        }
    }

    /** The newest first, then by id, the greatest first. Costs little more far behind than at the beginning. */
    Counted list(Stretch stretch);

    @Override
    void close();
}
