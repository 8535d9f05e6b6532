package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.event.EventBody;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EventBody} in a column.
 *
 * @param kind {@code received}
 */
record EventJson(
        @JsonProperty("v") int version,
        @JsonProperty("kind") String kind,
        @JsonProperty("message") @Nullable MessageJson message,
        @JsonProperty("thread") @Nullable ThreadJson thread) {

    private static final String RECEIVED = "received";

    static String write(EventBody body) {
        EventBody.Received received = (EventBody.Received) body;
        return Json.write(new EventJson(
                Json.VERSION, RECEIVED, MessageJson.of(received.message()), ThreadJson.of(received.thread())));
    }

    static EventBody read(String text) {
        EventJson json = Json.read(text, EventJson.class);
        if (!RECEIVED.equals(json.kind()) || json.message() == null || json.thread() == null) {
            throw new IllegalStateException("unknown kind of event: " + json.kind());
        }
        return new EventBody.Received(json.message().toMessage(), json.thread().toSummary());
    }
}
