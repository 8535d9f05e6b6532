package io.postroom.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The payload that tells an event: JSON in UTF-8, at most {@link #MAX_OCTETS} wherever leaving out texts and headers suffices for that.
 *
 * <p>Thread-safe. Blocks while it reads the mailbox; an unreachable one shows as an {@link java.io.UncheckedIOException}.
 */
public final class EventJson {
    static final int MAX_OCTETS = 1_000_000;

    /** What a large payload is rid of, step by step. */
    private static final List<List<String>> EXPENDABLE =
            List.of(List.of("text", "html", "extracted_text", "extracted_html"), List.of("headers"));

    private final EventFields fields;
    private final ObjectMapper json = new ObjectMapper();

    public EventJson(EventFields fields) {
        this.fields = fields;
    }

    byte[] payload(MailEvent event) {
        Map<String, Object> content = fields.of(event);
        byte[] payload = serialized(content);
        for (List<String> names : EXPENDABLE) {
            if (payload.length > MAX_OCTETS && content.get("message") instanceof Map<?, ?> message) {
                names.forEach(message::remove);
                payload = serialized(content);
            }
        }
        return payload;
    }

    private byte[] serialized(Map<String, Object> content) {
        try {
            // by way of a string, since broken mail may hold half a surrogate pair, at which Jackson's encoder stops
            return json.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain JDK values have a JSON form", e);
        }
    }
}
