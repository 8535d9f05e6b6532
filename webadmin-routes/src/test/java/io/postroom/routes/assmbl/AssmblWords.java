package io.postroom.routes.assmbl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How Assmbl's dialect writes the ids of {@code /v0}, said once more. */
public final class AssmblWords {
    private AssmblWords() {}

    /** The same ids, by their names in this dialect. */
    public static Map<String, String> of(Map<String, String> ids) {
        String message = ids.getOrDefault("message_id", "");
        return message.isEmpty() ? Map.of() : Map.of("message_id", message(message), "index", "0");
    }

    public static String message(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
