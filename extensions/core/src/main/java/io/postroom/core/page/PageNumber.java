package io.postroom.core.page;

/**
 * Which part of a list the caller wants, by number.
 *
 * @param number from 1 on, which has the newest; less than that is 1
 * @param size how many items a page has, 1 to {@link PageRequest#MAX_LIMIT}; what lies outside is the nearer of these
 */
public record PageNumber(int number, int size) {
    public PageNumber {
        number = Math.max(1, number);
        size = Math.max(1, Math.min(size, PageRequest.MAX_LIMIT));
    }

    /** How many items the pages before it have. */
    public long skipped() {
        return (number - 1L) * size;
    }
}
