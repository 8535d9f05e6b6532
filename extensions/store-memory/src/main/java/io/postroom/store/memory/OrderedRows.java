package io.postroom.store.memory;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** Rows ordered by time, then id, and read in pages. Thread-safe. */
final class OrderedRows<T> {
    private static final Comparator<PageKey> ORDER =
            Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id);

    private final NavigableMap<PageKey, T> rows = new ConcurrentSkipListMap<>(ORDER);

    void put(PageKey key, T row) {
        rows.put(key, row);
    }

    void remove(PageKey key) {
        rows.remove(key);
    }

    void removeIf(Predicate<? super T> unwanted) {
        rows.values().removeIf(unwanted);
    }

    int size() {
        return rows.size();
    }

    /** All of them, oldest first. */
    List<T> all() {
        return List.copyOf(rows.values());
    }

    /** One page of the rows that {@code wanted} lets through. */
    Page<T> page(PageRequest request, Predicate<? super T> wanted) {
        NavigableMap<PageKey, T> ordered = request.ascending() ? rows : rows.descendingMap();
        NavigableMap<PageKey, T> rest =
                request.after().map(key -> ordered.tailMap(key, false)).orElse(ordered);
        List<T> items = new ArrayList<>();
        Optional<PageKey> last = Optional.empty();
        for (var entry : rest.entrySet()) {
            if (!wanted.test(entry.getValue())) {
                continue;
            }
            if (items.size() == request.limit()) {
                return new Page<>(items, last);
            }
            items.add(entry.getValue());
            last = Optional.of(entry.getKey());
        }
        return new Page<>(items, Optional.empty());
    }

    Page<T> page(PageRequest request) {
        return page(request, row -> true);
    }
}
