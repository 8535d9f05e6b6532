package io.postroom.core.page;

import java.time.Instant;

/**
 * The place of one item in a list that is ordered by time, then by id.
 *
 * @param timestamp the item's time, in milliseconds precision
 * @param id the item's id, which decides between items of the same millisecond
 */
public record PageKey(Instant timestamp, String id) {}
