package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An operator at the WebAdmin port. */
record Operator(Postroom postroom) {
    private static final String BASE = "/postroom/organizations";

    static Operator on(Postroom postroom) {
        return new Operator(postroom);
    }

    /** An organisation and the root key it was given. */
    record Tenant(String id, String rootKey) {}

    RestClient admin() {
        return postroom.webAdmin();
    }

    /** A new organisation with a root key. */
    Tenant organization(String name) {
        String id = admin().post(BASE, Map.of("name", name))
                .ok()
                .get("organization_id")
                .asText();
        return new Tenant(id, rootKey(id));
    }

    String rootKey(String organization) {
        return admin().post(path(organization) + "/keys", Map.of("name", "root"))
                .ok()
                .get("api_key")
                .asText();
    }

    static String path(String organization) {
        return BASE + "/" + organization;
    }

    /** A task of James, as soon as it is over. */
    JsonNode awaitTask(String taskId) {
        return Eventually.get(Duration.ofMinutes(2), "task " + taskId, () -> {
            JsonNode task = admin().get("/tasks/" + taskId).ok();
            String status = task.get("status").asText();
            boolean over = !status.equals("waiting") && !status.equals("inProgress");
            return over ? Optional.of(task) : Optional.empty();
        });
    }
}
