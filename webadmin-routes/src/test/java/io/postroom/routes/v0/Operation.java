package io.postroom.routes.v0;

import io.postroom.core.account.Permission;
import io.postroom.routes.Dialect;
import io.postroom.routes.Gate;
import io.postroom.routes.Right;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a client can ask for.
 *
 * @param path with {@code {names}} where ids stand
 * @param right what a key needs for it
 */
record Operation(String method, String path, Right right) {
    /** Bodies that are taken, by the end of the path; for others it is an empty object. */
    private static final Map<String, String> BODIES = bodies();

    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("PATCH /api/v0/inboxes/{inbox_id}/messages/{message_id}", "{\"labels\":[\"x\"]}");
        bodies.put("PATCH /inboxes/{inbox_id}", "{\"display_name\":\"Ann\"}");
        bodies.put("PUT /credentials", "{\"password\":\"a long enough one\"}");
        bodies.put("POST /batch-get", "{\"message_ids\":[\"{message_id}\"]}");
        bodies.put("POST /batch-update", "{\"message_ids\":[\"{message_id}\"],\"add_labels\":[\"x\"]}");
        bodies.put("PATCH /messages/{message_id}", "{\"add_labels\":[\"x\"]}");
        bodies.put("PATCH /threads/{thread_id}", "{\"add_labels\":[\"x\"]}");
        bodies.put("PATCH /drafts/{draft_id}", "{\"subject\":\"x\"}");
        bodies.put("POST /reply", "{\"text\":\"x\"}");
        bodies.put("POST /reply-all", "{\"text\":\"x\"}");
        bodies.put("POST /forward", "{\"to\":\"ann@example.com\"}");
        bodies.put("POST /messages/send", "{\"to\":\"ann@example.com\",\"text\":\"x\"}");
        bodies.put("POST /drafts/{draft_id}/send", "{}");
        bodies.put("POST /send", "{\"to\":\"ann@example.com\",\"subject\":\"x\",\"body\":\"x\"}");
        bodies.put("PATCH /labels", "{\"add\":[\"x\"]}");
        bodies.put("PATCH /read", "{\"is_read\":true}");
        bodies.put("PATCH /archive", "{\"archived\":true}");
        bodies.put("PUT /webhook", "{\"url\":\"https://a.example\"}");
        bodies.put("PUT /notifications", "{\"rules\":[]}");
        bodies.put("POST /api-keys", "{\"permissions\":{}}");
        bodies.put("PATCH /api-keys/{api_key_id}", "{\"name\":\"x\"}");
        bodies.put("POST /lists/{direction}/{type}", "{\"entry\":\"example.org\"}");
        bodies.put("PATCH /trust-policy", "{\"unproven\":\"reject\"}");
        bodies.put("POST /webhooks", "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"]}");
        bodies.put("PATCH /webhooks/{webhook_id}", "{\"enabled\":false}");
        bodies.put("PATCH /headers", "{\"headers\":{\"A\":\"b\"}}");
        bodies.put("POST /agent/verify", "{\"otp_code\":\"123456\"}");
        bodies.put("POST /domains", "{\"domain\":\"agents.example\"}"); // taken: a key for its signatures takes long
        bodies.put("PATCH /domains/{domain_id}", "{\"feedback_enabled\":false}");
        return bodies;
    }

    private static final Set<String> ABSENT = Arrays.stream(Dialect.values())
            .flatMap(dialect -> Described.all(dialect).stream())
            .filter(Described::isAbsent)
            .map(described -> described.operation().toString())
            .collect(Collectors.toSet());

    /** What clients can ask a route for; nothing where it takes ids with bare slashes to a route that is there by name. */
    static Stream<Operation> of(Gate.Entered entered) {
        String path = entered.path().replaceAll(":([a-z_]+)", "{$1}");
        return path.endsWith("/*")
                ? Stream.empty()
                : entered.right().stream().map(right -> new Operation(entered.method(), path, right));
    }

    Dialect dialect() {
        return Dialect.of(path).orElse(Dialect.V0);
    }

    /** What a key needs for the route, and for what the body asks: a webhook tells of what only those may read who may read messages. */
    Set<Permission> permissions() {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        needed.addAll(right.permissions());
        if (body().filter(text -> text.contains("message.received")).isPresent()) {
            needed.add(Permission.MESSAGE_READ);
        }
        return needed;
    }

    /** The words for a list name none: everybody has each of them. */
    boolean namesSomething() {
        return path.replace("{direction}/{type}", "").contains("{");
    }

    /** Whether it is answered to everybody as what is not there. */
    boolean isAbsent() {
        return ABSENT.contains(method + " " + path);
    }

    /** Whether it is for keys of one inbox only, since the path does not say which. */
    boolean isForAnInbox() {
        return dialect() == Dialect.ASSMBL;
    }

    boolean isUnderAPod() {
        return path.startsWith("/v0/pods/{pod_id}");
    }

    /** What a request must say so that it is answered at once, and finds everything. */
    String query() {
        if (path.endsWith("/search")) {
            return "?q=example"; // part of every address here
        }
        return path.endsWith("/messages/wait") ? "?timeout=0" : "";
    }

    Optional<String> body() {
        if (method.equals("GET") || method.equals("DELETE")) {
            return Optional.empty();
        }
        return Optional.of(BODIES.entrySet().stream()
                .filter(entry -> (method + " " + path).startsWith(entry.getKey().split(" ")[0] + " ")
                        && path.endsWith(entry.getKey().split(" ")[1]))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("{}"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
