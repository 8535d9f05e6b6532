package io.postroom.store.cassandra;

/**
 * One partition of a list that is ordered by time.
 *
 * @param start the first millisecond since 1970 that belongs here; {@link #FIRST} takes everything before the next bucket
 * @param end the first millisecond that no longer does
 */
record Bucket(long start, long end) {
    static final long FIRST = 0;
    static final long FOREVER = Long.MAX_VALUE;
}
