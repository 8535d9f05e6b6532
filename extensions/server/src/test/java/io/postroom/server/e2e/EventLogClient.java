package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** {@code /v0/events} of one organisation. */
record EventLogClient(RestClient rest) {
    private static final int PAGE = 100;

    /** Every event from the beginning on. */
    List<JsonNode> all() {
        return after("");
    }

    /** Every event that follows the one of this id. */
    List<JsonNode> after(String eventId) {
        List<JsonNode> events = new ArrayList<>();
        String after = eventId.isEmpty() ? "" : "&after=" + eventId;
        boolean more = true;
        while (more) {
            JsonNode page = rest.get("/v0/events?limit=" + PAGE + after).ok();
            events.addAll(InboxClient.elements(page.get("events")));
            after = "&after=" + page.get("next_after").asText();
            more = page.get("has_more").asBoolean();
        }
        return events;
    }

    /** The place behind the newest event. */
    String end() {
        return rest.get("/v0/events?after=latest").ok().get("next_after").asText();
    }

    static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.get("event_id").asText()).toList();
    }
}
