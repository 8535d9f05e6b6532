package io.postroom.core.extract;

import java.util.List;
import java.util.stream.Stream;

/** Words of many languages, written down close together: {@code on|am|le}. */
final class Phrases {
    private Phrases() {}

    /** What stands between the bars of all of these, in order, once. */
    static List<String> of(String... rows) {
        return Stream.of(rows)
                .flatMap(row -> Stream.of(row.split("\\|", -1)))
                .distinct()
                .toList();
    }
}
