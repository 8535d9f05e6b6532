package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.Highlights;
import io.postroom.core.search.IndexProgress;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.Ranking;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.search.SearchPlace;
import io.postroom.core.thread.ThreadScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An index that is a map; each search looks through all of it. For small amounts of mail. Thread-safe. */
public final class MemorySearchIndex implements SearchIndex {
    private static final Comparator<Indexed> NEWEST_FIRST = Comparator.comparing(
                    Indexed::place, Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id))
            .reversed();

    private final Map<Indexed.Key, Indexed> entries = new ConcurrentHashMap<>();
    private volatile IndexProgress progress = IndexProgress.NOTHING;

    @Override
    public void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                entries.put(put.entry().key(), put.entry());
            } else if (change instanceof Change.Remove remove) {
                entries.remove(remove.key());
            } else if (change instanceof Change.RemoveInbox remove) {
                entries.keySet().removeIf(key -> key.inbox().equals(remove.inbox()));
            }
        }
    }

    @Override
    public void commit(IndexProgress now) {
        progress = now;
    }

    @Override
    public IndexProgress progress() {
        return progress;
    }

    /** Memory is not damaged. */
    @Override
    public boolean recover() {
        return false;
    }

    @Override
    public void verify() {
        entries.values().forEach(Indexed::key);
    }

    @Override
    public Optional<String> text(Indexed.Key key, String content) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.content().equals(content))
                .map(Indexed::text);
    }

    @Override
    public List<Mark> marks(Indexed.Kind kind, InboxId inbox, Optional<PageKey> after, int limit) {
        List<Indexed> all = entries.values().stream()
                .filter(entry ->
                        entry.key().kind() == kind && entry.key().inbox().equals(inbox))
                .toList();
        OrderedRows<Indexed> ordered = new OrderedRows<>();
        all.forEach(entry -> ordered.put(entry.place(), entry));
        return ordered.all().stream()
                .filter(entry -> after.map(key -> isBehind(entry.place(), key)).orElse(true))
                .limit(limit)
                .map(entry -> new Mark(entry.place(), entry.stamp()))
                .toList();
    }

    private static boolean isBehind(PageKey place, PageKey after) {
        int byTime = place.timestamp().compareTo(after.timestamp());
        return byTime > 0 || (byTime == 0 && place.id().compareTo(after.id()) > 0);
    }

    @Override
    public void forEachInbox(Consumer<InboxId> visitor) {
        Set<InboxId> inboxes = new HashSet<>();
        entries.keySet().forEach(key -> inboxes.add(key.inbox()));
        inboxes.forEach(visitor);
    }

    private record Found(SearchPlace place, Indexed entry) {}

    @Override
    public Hits search(Question question) {
        Ranking ranking = new Ranking(question.query());
        List<Found> found = once(
                question.oncePerThread(),
                entries.values().stream()
                        .filter(entry -> isAsked(question, entry))
                        .flatMap(entry -> found(ranking, entry))
                        .sorted(Comparator.comparing(Found::place))
                        .toList());
        List<Found> rest = found.stream()
                .filter(one -> question.behind()
                        .map(behind -> behind.compareTo(one.place()) < 0)
                        .orElse(true))
                .toList();
        List<Found> page = rest.subList(0, Math.min(question.limit(), rest.size()));
        Optional<SearchPlace> next = page.size() < rest.size()
                ? Optional.of(page.get(page.size() - 1).place())
                : Optional.empty();
        return new Hits(page.stream().map(one -> hit(question, one)).toList(), next);
    }

    private static boolean isAsked(Question question, Indexed entry) {
        return entry.key().kind() == Indexed.Kind.MESSAGE
                && entry.isIn(question.scope())
                && !entry.labels().containsAny(question.hidden())
                && question.before().map(entry.timestamp()::isBefore).orElse(true)
                && question.after().map(entry.timestamp()::isAfter).orElse(true);
    }

    private static Stream<Found> found(Ranking ranking, Indexed entry) {
        int relevance = ranking.of(entry.fields(), entry.text());
        return relevance == 0 ? Stream.empty() : Stream.of(new Found(SearchPlace.of(relevance, entry), entry));
    }

    private static List<Found> once(boolean perThread, List<Found> ordered) {
        if (!perThread) {
            return ordered;
        }
        Set<String> threads = new HashSet<>();
        List<Found> best = new ArrayList<>(ordered);
        best.removeIf(one -> !threads.add(one.entry().thread()));
        return best;
    }

    private static Hit hit(Question question, Found found) {
        Indexed entry = found.entry();
        return new Hit(
                found.place(),
                entry.key().inbox(),
                entry.key().id(),
                entry.thread(),
                entry.content(),
                Highlights.ofText(question.query(), entry.text()));
    }

    @Override
    public Page<Indexed.Key> list(Filter filter) {
        PageRequest request = filter.page();
        List<Indexed> wanted = wanted(filter.kind(), filter.scope(), filter.filter())
                .filter(entry -> filter.fields().accepts(entry.fields()))
                .toList();
        return Page.of(wanted, Indexed::place, request).map(Indexed::key);
    }

    private Stream<Indexed> wanted(Indexed.Kind kind, ThreadScope scope, MessageFilter filter) {
        return entries.values().stream()
                .filter(entry -> entry.key().kind() == kind && entry.isIn(scope))
                .filter(entry -> filter.accepts(entry.labels(), entry.timestamp()));
    }

    @Override
    public Counted list(Stretch stretch) {
        List<Indexed> wanted = wanted(stretch.kind(), stretch.scope(), stretch.filter())
                .sorted(NEWEST_FIRST)
                .toList();
        List<Indexed.Key> keys = wanted.stream()
                .skip(stretch.skipped())
                .limit(stretch.limit())
                .map(Indexed::key)
                .toList();
        return new Counted(keys, wanted.size());
    }

    @Override
    public void close() {
        entries.clear();
    }
}
