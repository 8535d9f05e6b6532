package io.postroom.core.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of a list.
 *
 * @param items in the order asked for; may be fewer than the limit, or none, although more pages follow
 * @param next where the next page begins; empty on the last page
 */
public record Page<T>(List<T> items, Optional<PageKey> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** One page of {@code ordered}, which has every item, oldest first. */
    public static <T> Page<T> of(List<T> ordered, Function<? super T, PageKey> place, PageRequest request) {
        Comparator<T> oldestFirst = Comparator.<T, Instant>comparing(
                        item -> place.apply(item).timestamp())
                .thenComparing(item -> place.apply(item).id());
        Comparator<T> order = request.ascending() ? oldestFirst : oldestFirst.reversed();
        List<T> rest = ordered.stream()
                .filter(item -> request.after()
                        .map(after -> isBehind(place.apply(item), after, request.ascending()))
                        .orElse(true))
                .sorted(order)
                .toList();
        List<T> items = rest.subList(0, Math.min(request.limit(), rest.size()));
        return new Page<>(
                items,
                items.size() < rest.size() ? Optional.of(place.apply(items.get(items.size() - 1))) : Optional.empty());
    }

    /** Does {@code work} with each item of each page, newest first. */
    public static <T> void forEach(Function<PageRequest, Page<T>> list, Consumer<? super T> work) {
        Page<T> page = list.apply(PageRequest.first(PageRequest.MAX_LIMIT));
        page.items().forEach(work);
        while (page.next().isPresent()) {
            page = list.apply(new PageRequest(PageRequest.MAX_LIMIT, page.next(), false));
            page.items().forEach(work);
        }
    }

    /**
     * A page of those that are wanted, looked for in page after page of {@code list}, but in no more than {@code most}: so it may hold fewer than
     * the limit, or none, although more follow.
     */
    public static <T> Page<T> selected(
            Function<PageRequest, Page<T>> list,
            PageRequest request,
            int most,
            Predicate<? super T> wanted,
            Function<? super T, PageKey> place) {
        List<T> found = new ArrayList<>();
        Optional<PageKey> after = request.after();
        for (int pages = 0; pages < most; pages++) {
            Page<T> page = list.apply(new PageRequest(PageRequest.MAX_LIMIT, after, request.ascending()));
            for (T item : page.items()) {
                if (wanted.test(item)) {
                    found.add(item);
                }
                if (found.size() == request.limit()) {
                    return new Page<>(found, Optional.of(place.apply(item)));
                }
            }
            after = page.next();
            if (after.isEmpty()) {
                return new Page<>(found, Optional.empty());
            }
        }
        return new Page<>(found, after);
    }

    private static boolean isBehind(PageKey item, PageKey after, boolean ascending) {
        int byTime = item.timestamp().compareTo(after.timestamp());
        int order = byTime == 0 ? item.id().compareTo(after.id()) : byTime;
        return ascending ? order > 0 : order < 0;
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
