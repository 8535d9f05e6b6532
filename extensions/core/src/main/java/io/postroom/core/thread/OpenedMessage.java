package io.postroom.core.thread;

import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFields;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.Reading;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import io.postroom.core.trust.AuthenticationFields;
import java.util.Map;
import java.util.Optional;

/**
 * A message with its texts and headers.
 *
 * @param parsed empty if its octets are gone from the mailbox
 * @param reading what was found out about it; nothing if they are gone
 * @param trace what delivery noted on it; empty if it did not come in, or its octets are gone
 */
public record OpenedMessage(
        Message message, Optional<ParsedMessage> parsed, Reading reading, Optional<DeliveryTrace> trace) {

    /** As {@code /v0} shows it, see {@link MessageFields}: with all that is known. A new map. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = parsed.map(texts -> MessageFields.full(message, texts, reading))
                .orElseGet(() -> MessageFields.full(message));
        trace.flatMap(this::evidence).ifPresent(results -> fields.put("authentication_results", results));
        return fields;
    }

    private Optional<Map<String, Object>> evidence(DeliveryTrace delivery) {
        Optional<Map<String, Object>> results = delivery.authentication().map(AuthenticationFields::of);
        delivery.verdict()
                .value(Verdict.FORGED)
                .ifPresent(domain -> results.ifPresent(fields -> fields.put("forged_domain", domain)));
        return results;
    }
}
