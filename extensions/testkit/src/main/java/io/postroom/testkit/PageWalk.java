package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a list to its end, page after page. */
public final class PageWalk {
    private static final int MOST_PAGES = 10_000;

    private PageWalk() {}

    /** All items, newest first. */
    public static <T> List<T> newestFirst(int limit, Function<PageRequest, Page<T>> list) {
        return all(limit, false, list);
    }

    /** All items, oldest first. */
    public static <T> List<T> oldestFirst(int limit, Function<PageRequest, Page<T>> list) {
        return all(limit, true, list);
    }

    private static <T> List<T> all(int limit, boolean ascending, Function<PageRequest, Page<T>> list) {
        List<T> items = new ArrayList<>();
        Optional<PageKey> after = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<T> page = list.apply(new PageRequest(limit, after, ascending));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            items.addAll(page.items());
            if (page.next().isEmpty()) {
                return items;
            }
            assertThat(page.next()).isNotEqualTo(after);
            after = page.next();
        }
        throw new AssertionError("the list does not end after " + MOST_PAGES + " pages");
    }
}
