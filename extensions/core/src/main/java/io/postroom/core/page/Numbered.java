package io.postroom.core.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page by number.
 *
 * @param items the newest first
 * @param total how many items all pages have
 */
public record Numbered<T>(List<T> items, long total) {
    public Numbered {
        items = List.copyOf(items);
    }

    /** A page of a list that can only be walked, in steps as large as they come: for lists of some thousand items. */
    public static <T> Numbered<T> walk(long total, PageNumber page, Function<PageRequest, Page<T>> list) {
        List<T> items = new ArrayList<>();
        long left = page.skipped();
        Optional<PageKey> after = Optional.empty();
        boolean more = left < total;
        while (more) {
            int step = (int) Math.min(PageRequest.MAX_LIMIT, left + page.size() - items.size());
            Page<T> part = list.apply(new PageRequest(step, after, false));
            int passed = (int) Math.min(left, part.items().size());
            items.addAll(part.items().subList(passed, part.items().size()));
            left -= passed;
            after = part.next();
            more = after.isPresent() && items.size() < page.size();
        }
        return new Numbered<>(items, total);
    }
}
