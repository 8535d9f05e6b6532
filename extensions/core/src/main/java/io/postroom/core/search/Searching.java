package io.postroom.core.search;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Numbered;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.SearchIndex.Hit;
import io.postroom.core.search.SearchIndex.Hits;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.thread.Threads;
import io.postroom.core.thread.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What callers find. The index says where to look; what is shown are the rows as they are now, if the caller may see them.
 *
 * <p>Thread-safe; calls block. An unreachable store or index shows as an {@link java.io.UncheckedIOException}.
 */
public final class Searching {
    private static final int SHORTEST_INBOX_QUERY = 2;
    private static final int LONGEST_INBOX_QUERY = 256;
    private static final int MOST_PAGES = 20;

    /** For what was changed before somebody looks; a batch takes some hundredths of a second. */
    private static final Duration FOR_THE_INDEX = Duration.ofSeconds(1);

    private final SearchIndex index;
    private final RowChanges changes;
    private final Inboxes inboxes;
    private final InboxStore inboxStore;
    private final MessageStore rows;

    /** @param changes what the index is to hear before a caller looks into it */
    public Searching(SearchIndex index, RowChanges changes, Inboxes inboxes, InboxStore inboxStore, MessageStore rows) {
        this.index = index;
        this.changes = changes;
        this.inboxes = inboxes;
        this.inboxStore = inboxStore;
        this.rows = rows;
    }

    /**
     * What a caller looks for.
     *
     * @param archivedToo whether archived messages are found
     * @param before only what is earlier than this
     * @param after only what is later than this
     * @param behind the last result of the page before; empty for the first page
     * @param limit 1 to {@link PageRequest#MAX_LIMIT}
     */
    public record Wish(
            SearchQuery query,
            boolean archivedToo,
            Optional<Instant> before,
            Optional<Instant> after,
            Optional<SearchPlace> behind,
            int limit) {
        /** Labels of what is not found: what is set aside never is. */
        Labels hidden() {
            return archivedToo ? MessageFilter.SET_ASIDE : MessageFilter.RESTRICTED;
        }
    }

    /** Something that was found, and where it matched. */
    public record Match<T>(T found, Highlights highlights) {}

    /**
     * A page of what was found, the most relevant first, then the newest.
     *
     * @param matches may be fewer than the limit, or none, although more follow
     * @param next where the next page begins; empty on the last page
     */
    public record Matches<T>(List<Match<T>> matches, Optional<SearchPlace> next) {
        public Matches {
            matches = List.copyOf(matches);
        }
    }

    /** Messages of one inbox; spam, trash, blocked and unauthenticated ones are never found, archived ones if the wish says so. */
    public Matches<Message> messages(Caller caller, InboxId inbox, Wish wish) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        Hits found = search(new ThreadScope.OfInbox(inbox), wish, false);
        Map<MessageId, Message> visible = visible(inbox, wish, found.hits());
        List<Match<Message>> matches = found.hits().stream()
                .map(hit -> match(wish.query(), row(visible, hit), hit))
                .flatMap(Optional::stream)
                .toList();
        return new Matches<>(matches, found.next());
    }

    private static Optional<Match<Message>> match(SearchQuery query, Optional<Message> message, Hit hit) {
        return message.map(row -> new Match<>(row, highlights(query, row, hit)));
    }

    private static Highlights highlights(SearchQuery query, Message message, Hit hit) {
        return Highlights.of(query, IndexedFields.of(message), hit.text());
    }

    /** The index, which has what was changed until now if it can follow. */
    private SearchIndex current() {
        changes.awaitMade(FOR_THE_INDEX);
        return index;
    }

    private Hits search(ThreadScope scope, Wish wish, boolean oncePerThread) {
        return current()
                .search(new SearchIndex.Question(
                        scope,
                        wish.query(),
                        oncePerThread,
                        wish.hidden(),
                        wish.before(),
                        wish.after(),
                        wish.behind(),
                        wish.limit()));
    }

    /** Of these messages the rows that may be found. */
    private Map<MessageId, Message> visible(InboxId inbox, Wish wish, List<Hit> hits) {
        List<MessageId> ids =
                hits.stream().map(hit -> new MessageId(hit.message())).toList();
        return ids.isEmpty()
                ? Map.of()
                : rows.find(inbox, ids).stream()
                        .filter(message -> !message.labels().containsAny(wish.hidden()))
                        .collect(Collectors.toMap(Message::id, Function.identity()));
    }

    /** What was found is shown only if it is that message still: an id can have become another one's since it was indexed. */
    private static Optional<Message> row(Map<MessageId, Message> visible, Hit hit) {
        return Optional.ofNullable(visible.get(new MessageId(hit.message())))
                .filter(message -> message.digest().hex().equals(hit.content()));
    }

    /**
     * Threads with a message that matches, each with where its best message does. Messages that are spam, trash, blocked or
     * unauthenticated match nothing, nor do archived ones unless the wish says so, also where their thread is in lists.
     */
    public Matches<ThreadSummary> threads(Caller caller, Wish wish) {
        Hits found = search(Threads.scope(caller), wish, true);
        Map<InboxId, List<Hit>> byInbox = found.hits().stream()
                .collect(Collectors.groupingBy(Hit::inbox, LinkedHashMap::new, Collectors.toList()));
        Map<SearchPlace, Match<ThreadSummary>> matches = new HashMap<>();
        byInbox.forEach((inbox, hits) -> {
            if (isCovered(caller, inbox)) {
                Map<MessageId, Message> visible = visible(inbox, wish, hits);
                for (Hit hit : hits) {
                    row(visible, hit)
                            .flatMap(message -> thread(wish, message, hit))
                            .ifPresent(match -> matches.put(hit.place(), match));
                }
            }
        });
        List<Match<ThreadSummary>> ordered = new ArrayList<>();
        found.hits()
                .forEach(hit -> Optional.ofNullable(matches.get(hit.place())).ifPresent(ordered::add));
        return new Matches<>(ordered, found.next());
    }

    /** An address can have become another organisation's since it was indexed. */
    private boolean isCovered(Caller caller, InboxId id) {
        return inboxStore
                .find(id)
                .filter(inbox -> caller.covers(inbox.organization(), inbox.pod(), inbox.id()))
                .isPresent();
    }

    private Optional<Match<ThreadSummary>> thread(Wish wish, Message message, Hit hit) {
        return rows.findThread(message.inbox(), message.thread())
                .filter(thread -> !thread.labels().containsAny(wish.hidden()))
                .map(thread -> new Match<>(thread, highlights(wish.query(), message, hit)));
    }

    /** Messages of one inbox with these texts in their fields, ordered by timestamp. */
    public Page<Message> listMessages(
            Caller caller, InboxId inbox, FieldFilter fields, MessageFilter filter, PageRequest request) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        MessageFilter narrow = Visibility.narrow(caller, filter);
        Page<Indexed.Key> page = current()
                .list(new SearchIndex.Filter(
                        Indexed.Kind.MESSAGE, new ThreadScope.OfInbox(inbox), fields, narrow, request));
        return new Page<>(shownMessages(inbox, page.items(), narrow), page.next());
    }

    private List<Message> shownMessages(InboxId inbox, List<Indexed.Key> keys, MessageFilter filter) {
        List<MessageId> ids = keys.stream().map(key -> new MessageId(key.id())).toList();
        List<Message> found = ids.isEmpty() ? List.of() : rows.find(inbox, ids);
        return found.stream()
                .filter(message -> filter.accepts(message.labels(), message.timestamp()))
                .toList();
    }

    /** A page of the messages of one inbox by number, the newest first. What is gone since it was counted is missing in its page. */
    public Numbered<Message> numberedMessages(Caller caller, InboxId inbox, MessageFilter filter, PageNumber page) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        MessageFilter narrow = Visibility.narrow(caller, filter);
        SearchIndex.Counted found = current()
                .list(new SearchIndex.Stretch(
                        Indexed.Kind.MESSAGE, new ThreadScope.OfInbox(inbox), narrow, page.skipped(), page.size()));
        return new Numbered<>(shownMessages(inbox, found.keys(), narrow), found.total());
    }

    /** A page of the caller's threads by number, those with the newest messages first. */
    public Numbered<ThreadSummary> numberedThreads(Caller caller, MessageFilter filter, PageNumber page) {
        ThreadScope scope = Threads.scope(caller);
        MessageFilter narrow = Visibility.narrow(caller, filter);
        SearchIndex.Counted found = current()
                .list(new SearchIndex.Stretch(Indexed.Kind.THREAD, scope, narrow, page.skipped(), page.size()));
        return new Numbered<>(shownThreads(caller, found.keys(), narrow), found.total());
    }

    /** Threads with these texts in their fields, ordered by the time of the last message. */
    public Page<ThreadSummary> listThreads(
            Caller caller, FieldFilter fields, MessageFilter filter, PageRequest request) {
        MessageFilter narrow = Visibility.narrow(caller, filter);
        Page<Indexed.Key> page = current()
                .list(new SearchIndex.Filter(Indexed.Kind.THREAD, Threads.scope(caller), fields, narrow, request));
        return new Page<>(shownThreads(caller, page.items(), narrow), page.next());
    }

    private List<ThreadSummary> shownThreads(Caller caller, List<Indexed.Key> keys, MessageFilter filter) {
        Map<InboxId, Boolean> covered = new HashMap<>();
        return keys.stream()
                .filter(key -> covered.computeIfAbsent(key.inbox(), inbox -> isCovered(caller, inbox)))
                .map(key -> rows.findThread(key.inbox(), ThreadId.parse(key.id())))
                .flatMap(Optional::stream)
                .filter(thread -> filter.accepts(thread.labels(), thread.timestamp()))
                .toList();
    }

    /**
     * Inboxes that have every word of {@code text} somewhere in their address, display name or client id, the newest first. Inboxes are
     * looked through, so a page may hold fewer than the limit, or none, although more follow.
     */
    public Page<Inbox> inboxes(Caller caller, String text, PageRequest request) {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length < SHORTEST_INBOX_QUERY || length > LONGEST_INBOX_QUERY) {
            throw RefusedException.invalid(
                    "q", "q has " + SHORTEST_INBOX_QUERY + " to " + LONGEST_INBOX_QUERY + " characters");
        }
        SearchQuery query = SearchQuery.parse(text);
        return Page.selected(
                page -> inboxes.list(caller, page),
                request,
                MOST_PAGES,
                inbox -> matches(query, inbox),
                inbox -> new PageKey(inbox.createdAt(), inbox.id().value()));
    }

    private static boolean matches(SearchQuery query, Inbox inbox) {
        List<Folded> values = new ArrayList<>(List.of(Folded.of(inbox.id().value())));
        inbox.displayName().map(Folded::of).ifPresent(values::add);
        inbox.clientId().map(id -> Folded.of(id.value())).ifPresent(values::add);
        return query.terms().stream().allMatch(term -> values.stream().anyMatch(value -> value.contains(term.text())));
    }
}
