package io.postroom.core.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** The same page of other things. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
