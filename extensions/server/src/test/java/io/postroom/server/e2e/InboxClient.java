package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One inbox over {@code /v0}. */
record InboxClient(RestClient rest, String id) {
    private static final int PAGE = 100;

    /** A new inbox of that name. */
    static InboxClient create(RestClient rest, String username) {
        JsonNode inbox = rest.post("/v0/inboxes", Map.of("username", username)).ok();
        return new InboxClient(rest, inbox.get("inbox_id").asText());
    }

    String path() {
        return "/v0/inboxes/" + RestClient.segment(id);
    }

    /** A new key of this inbox alone. */
    String key() {
        return rest.post(path() + "/api-keys", Map.of("name", "agent"))
                .ok()
                .get("api_key")
                .asText();
    }

    String messagePath(String messageId) {
        return path() + "/messages/" + RestClient.segment(messageId);
    }

    RestClient.Answer get(String messageId) {
        return rest.get(messagePath(messageId));
    }

    /** The message, as soon as it is there. */
    JsonNode await(String messageId) {
        return Eventually.get("message " + messageId, () -> find(messageId));
    }

    JsonNode await(Duration patience, String messageId) {
        return Eventually.get(patience, "message " + messageId, () -> find(messageId));
    }

    Optional<JsonNode> find(String messageId) {
        RestClient.Answer answer = get(messageId);
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.ok());
    }

    /** The octets behind the link of {@code raw}. */
    byte[] raw(String messageId) {
        String link = rest.get(messagePath(messageId) + "/raw")
                .ok()
                .get("download_url")
                .asText();
        RestClient.Answer answer = rest.withoutKey().get(link);
        if (answer.status() != 200) {
            throw new AssertionError("raw answered " + answer.status());
        }
        return answer.octets();
    }

    Set<String> labels(String messageId) {
        return texts(get(messageId).ok().get("labels"));
    }

    void relabel(String messageId, List<String> add, List<String> remove) {
        rest.patch(messagePath(messageId), Map.of("add_labels", add, "remove_labels", remove))
                .ok();
    }

    /** The messages of one page. */
    List<JsonNode> list(String query) {
        return elements(rest.get(path() + "/messages?" + query).ok().get("messages"));
    }

    /** Every message id in every page of the list, hidden ones included, in the order of the list. */
    List<String> everyMessageId() {
        return everyMessageId("");
    }

    /** @param filter further parameters of the list, each behind an ampersand */
    List<String> everyMessageId(String filter) {
        List<String> ids = new ArrayList<>();
        String hidden = "&include_spam=true&include_blocked=true&include_unauthenticated=true&include_trash=true"
                + "&include_archived=true";
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            String from = token.get().isEmpty() ? "" : "&page_token=" + token.get();
            JsonNode page = rest.get(path() + "/messages?limit=" + PAGE + hidden + filter + from)
                    .ok();
            page.get("messages")
                    .forEach(message -> ids.add(message.get("message_id").asText()));
            token = Optional.ofNullable(page.get("next_page_token")).map(JsonNode::asText);
        }
        return ids;
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
