package io.postroom.core.trust.dkim;

import java.util.Locale;
import java.util.Optional;

/** How much a message may change on its way without breaking a signature (RFC 6376 §3.4). */
enum Canonical {
    SIMPLE,
    RELAXED;

    static Optional<Canonical> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "simple" -> Optional.of(SIMPLE);
            case "relaxed" -> Optional.of(RELAXED);
            default -> Optional.empty();
        };
    }

    String form(HeaderField field) {
        return this == RELAXED ? field.relaxed() : field.raw();
    }
}
