package io.postroom.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.event.AssmblEventFields;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The payload that tells an event: JSON in UTF-8, at most {@link #MAX_OCTETS} wherever leaving out texts and headers suffices for that.
 *
 * <p>Thread-safe. Blocks while it reads the mailbox; an unreachable one shows as an {@link java.io.UncheckedIOException}.
 */
public final class EventJson {
    static final int MAX_OCTETS = 1_000_000;

    private final EventFields fields;
    private final ObjectMapper json = new ObjectMapper();

    public EventJson(EventFields fields) {
        this.fields = fields;
    }

    /** In the words that the webhook is told in. */
    byte[] payload(Webhook webhook, MailEvent event) {
        return assmbl(webhook, event).orElseGet(() -> payload(fields.of(event)));
    }

    /** Of an event whose message lies in no mailbox. */
    byte[] sample(Webhook webhook, MailEvent event) {
        return assmbl(webhook, event).orElseGet(() -> payload(EventFields.withoutTexts(event)));
    }

    /** Empty if the webhook is none of that dialect, or the event is none that it has words for. */
    private Optional<byte[]> assmbl(Webhook webhook, MailEvent event) {
        return webhook.form() == CallForm.ASSMBL && event.body() instanceof EventBody.Received received
                ? Optional.of(text(AssmblEventFields.of(event, received)).getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private byte[] payload(Map<String, Object> content) {
        // by way of a string, since broken mail may hold half a surrogate pair, at which Jackson's encoder stops
        return EventFields.fitting(content, MAX_OCTETS, this::text).getBytes(StandardCharsets.UTF_8);
    }

    private String text(Map<String, Object> content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain JDK values have a JSON form", e);
        }
    }
}
