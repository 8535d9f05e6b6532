package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 8620 and RFC 8621 calls as JSON, with a name and a password. Thread-safe. */
final class JmapClient {
    private static final String ACCEPT = "application/json";
    private static final List<String> USING = List.of("urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail");

    private final RestClient http;
    private final Map<String, String> headers;

    JmapClient(int port, String user, String password) {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.http = RestClient.at(port);
        this.headers = Map.of("Authorization", "Basic " + token, "Accept", ACCEPT);
    }

    /** The session resource (RFC 8620 §2). */
    RestClient.Answer session() {
        return http.call("GET", "/jmap/session", Optional.empty(), headers);
    }

    String account() {
        return session()
                .ok()
                .get("primaryAccounts")
                .get("urn:ietf:params:jmap:mail")
                .asText();
    }

    /** Calls one method of the user's account; the arguments of its response. */
    JsonNode call(String method, Map<String, Object> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("accountId", account());
        byte[] body = RestClient.write(Map.of("using", USING, "methodCalls", List.of(List.of(method, all, "c"))));
        JsonNode response =
                http.call("POST", "/jmap", Optional.of(body), headers).ok().at("/methodResponses/0");
        if (response.get(0).asText().equals("error")) {
            throw new AssertionError("JMAP answered " + response);
        }
        return response.get(1);
    }

    /** The email of that Message-ID with these properties, if it is there. */
    Optional<JsonNode> email(String messageId, String... properties) {
        JsonNode ids = call("Email/query", Map.of("limit", 200)).get("ids");
        List<String> wanted = new java.util.ArrayList<>(List.of(properties));
        wanted.addAll(List.of("id", "messageId"));
        JsonNode list =
                call("Email/get", Map.of("ids", ids, "properties", wanted)).get("list");
        String bare = messageId.substring(1, messageId.length() - 1); // RFC 8621 §4.1.2.5: without angle brackets
        return InboxClient.elements(list).stream()
                .filter(email -> email.at("/messageId/0").asText().equals(bare))
                .findFirst();
    }

    /** Changes one email with a JMAP patch. */
    void patch(String emailId, Map<String, ?> patch) {
        JsonNode response = call("Email/set", Map.of("update", Map.of(emailId, patch)));
        if (!response.path("updated").has(emailId)) {
            throw new AssertionError("JMAP did not update: " + response);
        }
    }

    void destroy(String emailId) {
        JsonNode response = call("Email/set", Map.of("destroy", List.of(emailId)));
        if (!InboxClient.texts(response.path("destroyed")).contains(emailId)) {
            throw new AssertionError("JMAP did not destroy: " + response);
        }
    }

    /** The id of the mailbox with this role (RFC 8621 §2), if there is one. */
    Optional<String> mailboxOfRole(String role) {
        return InboxClient.elements(call("Mailbox/get", Map.of()).get("list")).stream()
                .filter(mailbox -> mailbox.path("role").asText().equals(role))
                .map(mailbox -> mailbox.get("id").asText())
                .findFirst();
    }

    /** Mailbox ids by name. */
    Map<String, String> mailboxes() {
        Map<String, String> ids = new LinkedHashMap<>();
        call("Mailbox/get", Map.of())
                .get("list")
                .forEach(mailbox ->
                        ids.put(mailbox.get("name").asText(), mailbox.get("id").asText()));
        return ids;
    }
}
