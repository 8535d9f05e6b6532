package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageKey;
import io.postroom.core.search.SearchIndex.Mark;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Finds where an index differs from the rows, by walking through both in the same order. Says of each difference that the row is to be looked
 * at, so changes that are made meanwhile do no harm.
 *
 * <p>Blocks for long; holds some hundred rows at a time. An absent store shows as an {@link java.io.UncheckedIOException}.
 */
final class IndexComparison {
    private static final int MARKS = 500;
    private static final int MOST_WAITING = 500;
    private static final Comparator<PageKey> ORDER =
            Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id);

    private final IndexedRows rows;
    private final SearchIndex index;
    private final RowChanges changes;
    private final Consumer<InboxId> each;

    /** @param each told of every row and of every mark that is looked at */
    IndexComparison(IndexedRows rows, SearchIndex index, RowChanges changes, Consumer<InboxId> each) {
        this.rows = rows;
        this.index = index;
        this.changes = changes;
        this.each = each;
    }

    /** One inbox, which may be gone. */
    void compare(InboxId id) {
        Optional<Inbox> inbox = rows.inboxes().find(id);
        if (inbox.isEmpty()) {
            changes.gone(id);
            return;
        }
        compare(
                Indexed.Kind.MESSAGE,
                id,
                IndexedRows.all(page -> rows.messages().list(id, MessageFilter.ALL, page)),
                Message::place,
                message -> Indexed.stamp(inbox.get(), message));
        compare(
                Indexed.Kind.THREAD,
                id,
                IndexedRows.all(
                        page -> rows.messages().listThreads(new ThreadScope.OfInbox(id), MessageFilter.ALL, page)),
                ThreadSummary::place,
                thread -> Indexed.stamp(inbox.get(), thread));
    }

    private <T> void compare(
            Indexed.Kind kind,
            InboxId inbox,
            Iterator<T> ordered,
            Function<T, PageKey> place,
            ToLongFunction<T> stamp) {
        Marks marks = new Marks(kind, inbox);
        while (ordered.hasNext()) {
            changes.awaitRoom(MOST_WAITING);
            T row = ordered.next();
            PageKey at = place.apply(row);
            while (marks.hasNext() && ORDER.compare(marks.peek().place(), at) < 0) {
                look(kind, inbox, marks.next().place());
            }
            boolean known = marks.hasNext() && ORDER.compare(marks.peek().place(), at) == 0;
            if (!known || marks.next().stamp() != stamp.applyAsLong(row)) {
                look(kind, inbox, at);
            }
            each.accept(inbox);
        }
        while (marks.hasNext()) {
            changes.awaitRoom(MOST_WAITING);
            look(kind, inbox, marks.next().place());
        }
    }

    private void look(Indexed.Kind kind, InboxId inbox, PageKey place) {
        changes.look(new Indexed.Key(kind, inbox, place.id()));
    }

    /** The marks of one inbox, read some at a time. */
    private final class Marks implements Iterator<Mark> {
        private final Indexed.Kind kind;
        private final InboxId inbox;
        private final Queue<Mark> page = new ArrayDeque<>();
        private Optional<PageKey> after = Optional.empty();
        private boolean more = true;

        Marks(Indexed.Kind kind, InboxId inbox) {
            this.kind = kind;
            this.inbox = inbox;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && more) {
                List<Mark> next = index.marks(kind, inbox, after, MARKS);
                page.addAll(next);
                more = next.size() == MARKS;
                after = next.isEmpty()
                        ? after
                        : Optional.of(next.get(next.size() - 1).place());
            }
            return !page.isEmpty();
        }

        Mark peek() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.element();
        }

        @Override
        public Mark next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.remove();
        }
    }
}
