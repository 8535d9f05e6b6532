package io.postroom.core.page;

import io.postroom.core.error.RefusedException;
import java.util.Optional;

/**
 * Which part of a list the caller wants.
 *
 * @param limit how many items at most, 1 to {@link #MAX_LIMIT}
 * @param after the last item of the page before; empty for the first page
 * @param ascending oldest first if true, newest first if not
 */
public record PageRequest(int limit, Optional<PageKey> after, boolean ascending) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    public PageRequest {
        if (limit < 1) {
            throw RefusedException.invalid("limit", "limit must be above 0");
        }
        limit = Math.min(limit, MAX_LIMIT);
    }

    /** The newest items, as many as a page holds when the caller does not say. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty(), false);
    }

    /** The newest {@code limit} items. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty(), false);
    }
}
