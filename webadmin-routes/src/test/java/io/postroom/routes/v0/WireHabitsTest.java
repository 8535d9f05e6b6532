package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.v0.Scenery.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What clients rely on whatever they ask for, tried with every operation that is described. */
class WireHabitsTest {
    private static final Api API = new Api();
    private static final List<Described> ALL = Described.all(Dialect.V0);
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json", "text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense", "");

    @AfterAll
    static void close() {
        API.close();
    }

    private static List<Described> where(Predicate<Described> wanted) {
        return ALL.stream().filter(Described::needsKey).filter(wanted).toList();
    }

    private static HttpRequest.Builder request(Scenery scenery, Operation operation, String method) {
        return API.request(scenery.path(operation, Scenery::encoded))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + scenery.secret(Who.OWNER));
    }

    private static HttpRequest.Builder request(Described described) {
        return request(
                new Scenery(API), described.operation(), described.operation().method());
    }

    private static Text send(Described described, String body, String contentType) {
        HttpRequest.Builder request =
                request(described).method(described.operation().method(), HttpRequest.BodyPublishers.ofString(body));
        return API.fetch(contentType.isEmpty() ? request : request.header("Content-Type", contentType));
    }

    private static JsonNode json(Text answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJson(Text answer) {
        return answer.header("content-type").equals("application/json")
                && json(answer).path("message").isTextual();
    }

    @Test
    void withoutAKeyIsAlwaysUnauthorized() {
        for (Described described : where(described -> true)) {
            Operation operation = described.operation();
            String path = new Scenery(API).path(operation, Scenery::encoded);
            for (String header : List.of("", "am_key", "bearer am_key", "Bearer ", "Bearer a b", "Basic YTpi")) {
                HttpRequest.Builder request =
                        API.request(path).method(operation.method(), HttpRequest.BodyPublishers.noBody());
                Text answer = API.fetch(header.isEmpty() ? request : request.header("Authorization", header));

                assertThat(answer.status()).as(described + " with " + header).isEqualTo(401);
                assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
            }
        }
    }

    @Test
    void anUnknownKeyIsAlwaysForbidden() {
        for (Described described : where(described -> true)) {
            Operation operation = described.operation();
            Text answer =
                    API.ask(operation.method(), new Scenery(API).path(operation, Scenery::encoded), "am_unknown", "");

            assertThat(answer.status()).as(described.toString()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        }
    }

    @Test
    void aBodyThatIsNoObjectIsABadRequest() {
        for (Described described : where(Described::takesBody)) {
            for (String body : List.of("{", "[]", "7", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}", "\u0000")) {
                Text answer = send(described, body, "application/json");

                assertThat(answer.status()).as(described + " with " + body).isEqualTo(400);
                assertThat(json(answer).path("code").asText()).isEqualTo("validation_error");
                assertThat(json(answer).at("/errors/0/message").isTextual()).isTrue();
            }
        }
    }

    @Test
    void aBodyThatMustBeThereIsMissed() {
        for (Described described : where(Described::requiresBody)) {
            Text answer = API.fetch(request(described));

            assertThat(answer.status()).as(described.toString()).isEqualTo(400);
            assertThat(json(answer).path("code").asText()).isEqualTo("validation_error");
        }
    }

    @Test
    void aBodyThatNeedNotBeThereIsNotMissed() {
        for (Described described : where(described -> described.takesBody() && !described.requiresBody())) {
            String without = gist(API.fetch(request(described)));

            assertThat(without).as(described.toString()).startsWith("2");
            assertThat(gist(send(described, "{}", "application/json"))).isEqualTo(without);
            assertThat(gist(send(described, "null", "application/json"))).isEqualTo(without);
        }
    }

    @Test
    void noContentTypeIsTheWrongOne() {
        for (Described described : where(Described::takesBody)) {
            Set<String> answers = new TreeSet<>();
            for (String contentType : CONTENT_TYPES) {
                Scenery scenery = new Scenery(API);
                HttpRequest.Builder request = request(
                                scenery,
                                described.operation(),
                                described.operation().method())
                        .method(
                                described.operation().method(),
                                HttpRequest.BodyPublishers.ofString(scenery.body(described.operation())));
                answers.add(
                        gist(API.fetch(contentType.isEmpty() ? request : request.header("Content-Type", contentType))));
            }

            assertThat(answers).as(described.toString()).hasSize(1);
        }
    }

    private static String gist(Text answer) {
        List<String> names = new ArrayList<>();
        if (!answer.body().isEmpty()) {
            json(answer).fieldNames().forEachRemaining(names::add);
        }
        return answer.status() + " " + names;
    }

    @Test
    void whatIsNoOperationIsNotFoundInJson() {
        List<String> methods = new ArrayList<>(Described.METHODS);
        methods.addAll(List.of("OPTIONS", "TRACE", "BREW"));
        Scenery scenery = new Scenery(API);
        List<String> wrong = new ArrayList<>();
        for (Described described : where(described -> true)) {
            for (String method : methods) {
                if (!isOperation(method, scenery.path(described.operation(), Scenery::encoded))) {
                    Text answer = API.fetch(request(scenery, described.operation(), method));
                    if (answer.status() != 404 || !isJson(answer)) {
                        wrong.add(method + " for " + described + ": " + answer.status() + " " + answer.body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Also where the last word of a path stands in the place of an id: {@code PATCH /v0/inboxes/search}. */
    private static boolean isOperation(String method, String path) {
        String bare = path.replaceFirst("\\?.*", "");
        return ALL.stream()
                .map(Described::operation)
                .filter(operation -> operation.method().equals(method))
                .anyMatch(operation -> bare.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")));
    }

    @Test
    void headIsGetWithoutABody() {
        for (Described described :
                where(described -> described.operation().method().equals("GET"))) {
            Scenery scenery = new Scenery(API);
            Text get = API.fetch(request(scenery, described.operation(), "GET"));
            Text head = API.fetch(request(scenery, described.operation(), "HEAD"));

            assertThat(head.status()).as(described.toString()).isEqualTo(get.status());
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void everyErrorIsJson() {
        for (Described described : where(described -> true)) {
            Operation operation = described.operation();
            Scenery scenery = new Scenery(API);
            Text answer = API.ask(
                    operation.method(),
                    scenery.path(operation, Scenery::encoded),
                    scenery.secret(Who.STRANGE_INBOX),
                    scenery.body(operation));

            assertThat(answer.status() < 400 || isJson(answer))
                    .as(described + " " + answer)
                    .isTrue();
        }
    }
}
