package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiContractTest {
    private static final String DESCRIPTION = """
        {"paths": {
           "/v0/things/{id}": {
             "get": {"responses": {
               "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
               "429": {"headers": {"Retry-After": {"required": true, "schema": {"type": "string", "pattern": "^[0-9]+$"}}}}}},
             "post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
               "responses": {"204": {"description": "Done"}}}},
           "/v0/messages/{message_id}": {"get": {"responses": {"200": {"content": {"*/*": {}}}}}},
           "/v0/messages/{message_id}/parts/{id}": {"get": {"responses": {"202": {}}}},
           "/v0/things/{id}/raw": {"get": {"responses": {"200": {"content": {"*/*": {}}}}}}},
         "components": {
           "responses": {"NotFound": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}},
           "schemas": {
             "Error": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}},
             "Thing": {"type": "object", "required": ["at"], "properties": {
               "at": {"type": "string", "format": "date-time"}, "size": {"type": "integer"}}}}}}\
        """;
    private static final String GOOD = "{\"at\":\"2026-01-01T00:00:00Z\",\"size\":1}";

    private final ApiContract contract = new ApiContract(DESCRIPTION.getBytes(StandardCharsets.UTF_8));

    private void answer(String method, String path, int status, String body) {
        answer(method, path, status, body, Map.of("content-type", "application/json; charset=utf-8"));
    }

    private void answer(String method, String path, int status, String body, Map<String, String> headers) {
        contract.checkAnswer(
                method,
                path,
                status,
                name -> Optional.ofNullable(headers.get(name)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesWhatIsDescribed() {
        assertThatCode(() -> {
                    answer("GET", "/v0/things/1", 200, GOOD);
                    answer("HEAD", "/v0/things/1", 200, "");
                    answer("GET", "/v0/things/%3Ca%2Fb%3E", 200, GOOD);
                    answer("GET", "/v0/things/a/b", 200, GOOD);
                    answer("GET", "/v0/things/a/b/raw", 200, "anything");
                    answer("GET", "/v0/messages/%3Ca/parts/b%3E", 200, "anything");
                    answer("GET", "/v0/messages/<a/b>/parts/1", 202, "");
                    answer("POST", "/v0/things/1", 204, "");
                    answer("GET", "/v0/things/1", 429, "", Map.of("Retry-After", "2"));
                    answer("GET", "/v0/nothing", 404, "{\"code\":\"not_found\"}");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAStatusOrOperationThatIsNotDescribed() {
        assertThatThrownBy(() -> answer("GET", "/v0/things/1", 201, GOOD)).hasMessageContaining("201");
        assertThatThrownBy(() -> answer("PUT", "/v0/things/1", 200, GOOD)).hasMessageContaining("no such operation");
    }

    @Test
    void refusesAFieldThatIsNotDescribedMissingOrOfAnotherType() {
        for (String body : new String[] {
            "{}",
            "{\"at\":\"yesterday\"}",
            "{\"at\":\"2026-01-01T00:00:00Z\",\"size\":\"1\"}",
            "{\"at\":\"2026-01-01T00:00:00Z\",\"more\":1}"
        }) {
            assertThatThrownBy(() -> answer("GET", "/v0/things/1", 200, body))
                    .as(body)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void refusesAnotherContentTypeABodyTooManyAndAMissingHeader() {
        assertThatThrownBy(() -> answer("GET", "/v0/things/1", 200, GOOD, Map.of("content-type", "text/plain")))
                .hasMessageContaining("text/plain");
        assertThatThrownBy(() -> answer("POST", "/v0/things/1", 204, "{}")).hasMessageContaining("body");
        assertThatThrownBy(() -> answer("GET", "/v0/things/1", 429, "")).hasMessageContaining("Retry-After");
        assertThatThrownBy(() -> answer("GET", "/v0/things/1", 429, "", Map.of("Retry-After", "soon")))
                .hasMessageContaining("Retry-After");
    }

    @Test
    void findsARequestThatWasTakenAndIsForbidden() {
        byte[] good = "{\"at\":\"2026-01-01T00:00:00Z\",\"ignored\":1}".getBytes(StandardCharsets.UTF_8);
        byte[] bad = "{\"size\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatCode(() -> contract.checkTaken("POST", "/v0/things/1", good)).doesNotThrowAnyException();
        assertThatThrownBy(() -> contract.checkTaken("POST", "/v0/things/1", bad))
                .hasMessageContaining("at");
    }
}
