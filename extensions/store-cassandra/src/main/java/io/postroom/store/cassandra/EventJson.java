package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.event.EventBody;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventBody} in a column.
 *
 * @param kind {@code received} with message and thread; {@code domain_verified} with domain; {@code sent}, {@code delivered},
 *     {@code bounced}, {@code complained} or {@code rejected} with outcome; {@code sender_verified} with sender
 */
record EventJson(
        @JsonProperty("v") int version,
        @JsonProperty("kind") String kind,
        @JsonProperty("message") @Nullable MessageJson message,
        @JsonProperty("thread") @Nullable ThreadJson thread,
        @JsonProperty("domain") @Nullable DomainJson domain,
        @JsonProperty("outcome") @Nullable OutcomeJson outcome,
        @JsonProperty("sender") @Nullable SenderJson sender) {

    private static final String RECEIVED = "received";
    private static final String DOMAIN_VERIFIED = "domain_verified";
    private static final String SENT = "sent";
    private static final String DELIVERED = "delivered";
    private static final String BOUNCED = "bounced";
    private static final String COMPLAINED = "complained";
    private static final String REJECTED = "rejected";
    private static final String SENDER_VERIFIED = "sender_verified";

    static String write(EventBody body) {
        return Json.write(of(body));
    }

    private static EventJson of(EventBody body) {
        if (body instanceof EventBody.Received received) {
            MessageJson message = MessageJson.of(received.message());
            return new EventJson(Json.VERSION, RECEIVED, message, ThreadJson.of(received.thread()), null, null, null);
        }
        if (body instanceof EventBody.DomainVerified verified) {
            DomainJson domain = DomainJson.of(verified.domain());
            return new EventJson(Json.VERSION, DOMAIN_VERIFIED, null, null, domain, null, null);
        }
        if (body instanceof EventBody.SenderVerified verified) {
            SenderJson sender = SenderJson.of(verified);
            return new EventJson(Json.VERSION, SENDER_VERIFIED, null, null, null, null, sender);
        }
        if (body instanceof EventBody.Sent sent) {
            return outcome(SENT, OutcomeJson.of(sent.message(), sent.recipients()));
        }
        if (body instanceof EventBody.Delivered delivered) {
            return outcome(DELIVERED, OutcomeJson.of(delivered.message(), delivered.recipients()));
        }
        if (body instanceof EventBody.Complained complained) {
            return outcome(COMPLAINED, OutcomeJson.of(complained));
        }
        if (body instanceof EventBody.Rejected rejected) {
            return outcome(REJECTED, OutcomeJson.of(rejected));
        }
        return outcome(BOUNCED, OutcomeJson.of((EventBody.Bounced) body));
    }

    private static EventJson outcome(String kind, OutcomeJson outcome) {
        return new EventJson(Json.VERSION, kind, null, null, null, outcome, null);
    }

    static EventBody read(String text) {
        EventJson json = Json.read(text, EventJson.class);
        if (RECEIVED.equals(json.kind()) && json.message() != null && json.thread() != null) {
            return new EventBody.Received(
                    json.message().toMessage(), json.thread().toSummary());
        }
        if (DOMAIN_VERIFIED.equals(json.kind()) && json.domain() != null) {
            return new EventBody.DomainVerified(json.domain().toDomain());
        }
        if (SENDER_VERIFIED.equals(json.kind()) && json.sender() != null) {
            return json.sender().toVerified();
        }
        if (json.outcome() == null) {
            throw new IllegalStateException("unknown kind of event: " + json.kind());
        }
        return outcomeOf(json.kind(), json.outcome());
    }

    private static EventBody outcomeOf(String kind, OutcomeJson outcome) {
        return switch (kind) {
            case SENT -> new EventBody.Sent(outcome.toMessage(), outcome.addresses());
            case DELIVERED -> new EventBody.Delivered(outcome.toMessage(), outcome.addresses());
            case BOUNCED -> outcome.toBounced();
            case COMPLAINED -> outcome.toComplained();
            case REJECTED -> outcome.toRejected();
            default -> throw new IllegalStateException("unknown kind of event: " + kind);
        };
    }
}
