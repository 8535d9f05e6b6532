package io.postroom.routes.inboxai;

import io.postroom.routes.PlainErrors;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every failure in the words of {@code /api/v0}: an {@code error} with a {@code code} and a {@code message}. */
public final class InboxAiErrors extends PlainErrors {
    @Override
    protected Object shape(String code, String message) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        return Map.of("error", error);
    }
}
