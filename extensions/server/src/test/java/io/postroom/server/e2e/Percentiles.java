package io.postroom.server.e2e;

import java.util.List;
import java.util.Locale;

/** Durations in nanoseconds, sorted. */
record Percentiles(List<Long> sorted) {
    Percentiles {
        sorted = sorted.stream().sorted().toList();
    }

    /** In milliseconds; nearest rank. */
    double millis(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1)) / 1e6;
    }

    static String format(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
