package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server shows what it can do, and can do what it shows. */
@ExtendWith(SharedServer.class)
class DocsIT {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private final RestClient anonymous;

    DocsIT(Postroom postroom) {
        this.anonymous = postroom.anonymous();
    }

    @Test
    void thePageAndItsFilesAreInTheProgram() {
        for (String path : List.of("/docs", "/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js")) {
            RestClient.Answer answer = anonymous.get(path);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.octets()).as(path).isNotEmpty();
        }
    }

    @Test
    void eachDescribedOperationIsServed() {
        JsonNode paths = anonymous.get("/openapi.json").ok().get("paths");

        assertThat(paths.size()).isGreaterThan(30);
        paths.fieldNames()
                .forEachRemaining(path -> METHODS.stream()
                        .filter(paths.get(path)::has)
                        .forEach(method -> assertThat(statusWithoutKey(method, path))
                                .as(method + " " + path)
                                .isEqualTo(refusal(paths.get(path).get(method)))));
    }

    /** What is served without a key asks for something else: a body, or a link that is signed. */
    private static int refusal(JsonNode operation) {
        if (!operation.has("security")) {
            return 401;
        }
        return operation.has("requestBody") ? 400 : 403;
    }

    private int statusWithoutKey(String method, String path) {
        String one = path.replaceAll("\\{[^}]+}", "x");
        return anonymous
                .call(method.toUpperCase(Locale.ROOT), one, Optional.empty(), Map.of())
                .status();
    }
}
