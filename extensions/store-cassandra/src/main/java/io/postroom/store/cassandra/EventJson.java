package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.event.EventBody;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventBody} in a column.
 *
 * @param kind {@code received} with message and thread, or {@code domain_verified} with domain
 */
record EventJson(
        @JsonProperty("v") int version,
        @JsonProperty("kind") String kind,
        @JsonProperty("message") @Nullable MessageJson message,
        @JsonProperty("thread") @Nullable ThreadJson thread,
        @JsonProperty("domain") @Nullable DomainJson domain) {

    private static final String RECEIVED = "received";
    private static final String DOMAIN_VERIFIED = "domain_verified";

    static String write(EventBody body) {
        if (body instanceof EventBody.Received received) {
            return Json.write(new EventJson(
                    Json.VERSION,
                    RECEIVED,
                    MessageJson.of(received.message()),
                    ThreadJson.of(received.thread()),
                    null));
        }
        EventBody.DomainVerified verified = (EventBody.DomainVerified) body;
        return Json.write(new EventJson(Json.VERSION, DOMAIN_VERIFIED, null, null, DomainJson.of(verified.domain())));
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
        throw new IllegalStateException("unknown kind of event: " + json.kind());
    }
}
