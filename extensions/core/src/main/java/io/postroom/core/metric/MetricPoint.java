package io.postroom.core.metric;

import java.time.Instant;

/**
 * A number at a time.
 *
 * @param at the moment itself, or where the period begins that the number is of
 */
public record MetricPoint(Instant at, long value) {}
