package io.postroom.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.testkit.ApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Speaks HTTP to a server on this machine. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Dialect, ApiContract> CONTRACTS = Arrays.stream(Dialect.values())
            .collect(Collectors.toMap(Function.identity(), dialect -> new ApiContract(ApiDescription.json(dialect))));

    /** An answer that may be of any type. */
    public record Text(int status, HttpResponse<String> http, String body) {
        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    /** An answer: its status, its headers and the JSON in it. */
    public record Reply(int status, HttpResponse<String> http, JsonNode json) {
        public String text(String field) {
            return json.path(field).asText();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public Client(int port) {
        this.port = port;
    }

    /** A request without headers, to this path of the server. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** The same with a method and a JSON body, of which the empty text means none. */
    public HttpRequest.Builder request(String method, String path, String body) {
        if (body.isEmpty()) {
            return request(path).method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply exchange(HttpRequest.Builder request) {
        Text text = fetch(request);
        try {
            JsonNode json = text.body().isEmpty() ? JSON.missingNode() : JSON.readTree(text.body());
            return new Reply(text.status(), text.http(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Text fetch(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            check(response);
            return new Text(response.statusCode(), response, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every answer of every test is as it is described. */
    private static void check(HttpResponse<String> response) {
        String path = response.uri().getRawPath();
        contract(path)
                .ifPresent(contract -> contract.checkAnswer(
                        response.request().method(),
                        path,
                        response.statusCode(),
                        response.headers()::firstValue,
                        response.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<ApiContract> contract(String path) {
        return Dialect.of(path).map(CONTRACTS::get);
    }

    /** Checks the body of a request that was taken. */
    public static void checkTaken(String method, String path, String body) {
        String bare = path.replaceFirst("\\?.*", "");
        contract(bare).ifPresent(contract -> contract.checkTaken(method, bare, body.getBytes(StandardCharsets.UTF_8)));
    }
}
