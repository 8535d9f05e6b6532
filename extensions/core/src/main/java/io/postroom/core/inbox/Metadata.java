package io.postroom.core.inbox;

import io.postroom.core.error.RefusedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The caller's own key-value pairs on an inbox, in the order they were added; at most {@link #MAX_KEYS}.
 */
public record Metadata(Map<String, MetadataValue> values) {
    static final int MAX_KEYS = 256;
    static final int MAX_TEXT = 256;
    public static final Metadata EMPTY = new Metadata(Map.of());

    /** @throws RefusedException if there are too many keys, or a key or text is too long */
    public Metadata {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        if (values.size() > MAX_KEYS) {
            throw RefusedException.invalid("metadata", "metadata has at most " + MAX_KEYS + " keys");
        }
        values.forEach(Metadata::check);
    }

    private static void check(String key, MetadataValue value) {
        boolean tooLong =
                value instanceof MetadataValue.Text text && text.value().length() > MAX_TEXT;
        if (key.isEmpty() || key.length() > MAX_TEXT || tooLong) {
            throw RefusedException.invalid(
                    "metadata", "keys have 1 to " + MAX_TEXT + " characters, text values at most " + MAX_TEXT);
        }
    }

    /** These values with {@code changes} laid over them; an empty value removes its key. */
    public Metadata merge(Map<String, Optional<MetadataValue>> changes) {
        Map<String, MetadataValue> merged = new LinkedHashMap<>(values);
        changes.forEach((key, value) -> value.ifPresentOrElse(v -> merged.put(key, v), () -> merged.remove(key)));
        return new Metadata(merged);
    }
}
