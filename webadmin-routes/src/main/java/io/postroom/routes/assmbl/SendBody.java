package io.postroom.routes.assmbl;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Labels;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.OutgoingFile;
import io.postroom.core.send.SendMessage;
import io.postroom.routes.JsonFields;
import io.postroom.routes.MailBody;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request to send.
 *
 * @param correlationId the caller's name for what the mail belongs to; travels in its header
 * @param idempotencyKey the caller's name for this act of sending; travels in its header, for the recipient to tell repetitions by
 */
record SendBody(SendMessage message, Optional<String> correlationId, Optional<String> idempotencyKey) {
    private static final String CORRELATION = "X-AgentMail-Correlation-Id";
    private static final String IDEMPOTENCY = "X-AgentMail-Idempotency-Key";
    private static final int MAX_NAME = 256;

    static SendBody of(JsonFields body) {
        if (!body.has("to")) {
            throw body.problem("to", "invalid_type", "expected a recipient, received nothing");
        }
        body.object("usage"); // of a market, which this server has not: looked at no further
        body.text("marketplace_request_id");
        Map<String, String> headers =
                new LinkedHashMap<>(body.textMap("headers").orElse(Map.of()));
        Optional<String> correlationId = named(body, "correlation_id", headers, CORRELATION);
        Optional<String> idempotencyKey = named(body, "idempotency_key", headers, IDEMPOTENCY);
        Content content = new Content(
                body.text("subject"),
                body.text("body"),
                Optional.empty(),
                body.objects("attachments").stream().map(SendBody::file).toList(),
                List.of(),
                headers,
                Labels.NONE);
        Addressees addressees = new Addressees(MailBody.addresses(body, "to"), List.of(), List.of());
        return new SendBody(new SendMessage(addressees, content, Duration.ZERO), correlationId, idempotencyKey);
    }

    /** What the field says, or else the header of that name, which is then set to it. */
    private static Optional<String> named(JsonFields body, String field, Map<String, String> headers, String header) {
        Optional<String> inHeader = headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(header))
                .map(Map.Entry::getValue)
                .findFirst();
        Optional<String> name =
                body.value(field, SendBody::checked).or(() -> inHeader.map(value -> checkedIn(body, header, value)));
        if (inHeader.isEmpty()) {
            name.ifPresent(text -> headers.put(header, text));
        }
        return name;
    }

    private static String checkedIn(JsonFields body, String header, String value) {
        try {
            return checked(value);
        } catch (IllegalArgumentException e) {
            throw body.problem("headers", "invalid_value", header + ": " + e.getMessage());
        }
    }

    private static String checked(String name) {
        boolean plain = name.chars().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > MAX_NAME || !plain) {
            throw new IllegalArgumentException("1 to " + MAX_NAME + " characters, none of control");
        }
        return name;
    }

    /** {@code file_name} is the dialect's word; the others' is taken too. */
    private static OutgoingFile file(JsonFields file) {
        OutgoingFile given = MailBody.file(file);
        return new OutgoingFile(
                file.text("file_name").filter(name -> !name.isEmpty()).or(given::name),
                given.contentType(),
                given.inline(),
                given.contentId(),
                given.source());
    }

    /** Keys are an agent's own here, and an organisation's below. */
    Optional<IdempotencyKey> keyFor(InboxId inbox) {
        return idempotencyKey.map(key ->
                new IdempotencyKey("assmbl-" + Digest.sha256(inbox.value(), key).hex()));
    }
}
