package io.postroom.server.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postroom.routes.ApiDescription;
import io.postroom.routes.Dialect;
import io.postroom.testkit.ApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Speaks JSON to one origin with one key. Thread-safe. */
final class RestClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean CHECKED = !"false".equals(System.getProperty("postroom.answers.check"));
    private static final Map<Dialect, ApiContract> CONTRACTS = Arrays.stream(Dialect.values())
            .collect(Collectors.toMap(Function.identity(), dialect -> new ApiContract(ApiDescription.json(dialect))));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final Optional<String> key;

    private RestClient(String origin, Optional<String> key) {
        this.origin = origin;
        this.key = key;
    }

    static RestClient at(int port) {
        return new RestClient("http://127.0.0.1:" + port, Optional.empty());
    }

    RestClient with(String bearer) {
        return new RestClient(origin, Optional.of(bearer));
    }

    RestClient withoutKey() {
        return new RestClient(origin, Optional.empty());
    }

    /** What came back; {@code json} is missing where the body is none. */
    record Answer(int status, HttpHeaders headers, byte[] octets) {
        JsonNode json() {
            try {
                return octets.length == 0 ? MissingNode.getInstance() : JSON.readTree(octets);
            } catch (IOException notJson) {
                throw new AssertionError("no JSON: " + text(), notJson);
            }
        }

        String text() {
            return new String(octets, StandardCharsets.UTF_8);
        }

        /** The body of a success. */
        JsonNode ok() {
            if (status / 100 != 2) {
                throw new AssertionError("answered " + this);
            }
            return json();
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    Answer get(String path) {
        return call("GET", path, Optional.empty(), Map.of());
    }

    Answer post(String path, Object body) {
        return call("POST", path, Optional.of(write(body)), Map.of());
    }

    Answer post(String path) {
        return call("POST", path, Optional.empty(), Map.of());
    }

    Answer put(String path, Object body) {
        return call("PUT", path, Optional.of(write(body)), Map.of());
    }

    Answer patch(String path, Object body) {
        return call("PATCH", path, Optional.of(write(body)), Map.of());
    }

    Answer delete(String path) {
        return call("DELETE", path, Optional.empty(), Map.of());
    }

    /**
     * Any call.
     *
     * @param path from the origin on, or a whole link
     */
    Answer call(String method, String path, Optional<byte[]> body, Map<String, String> headers) {
        String uri = path.startsWith("http") ? path : origin + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE);
        key.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        body.ifPresent(octets -> request.header("Content-Type", "application/json"));
        headers.forEach(request::setHeader);
        request.method(method, body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            check(response, body);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Every answer of every test is as it is described, and what was taken may be. */
    private static void check(HttpResponse<byte[]> response, Optional<byte[]> taken) {
        String method = response.request().method();
        String path = response.uri().getRawPath();
        if (CHECKED) {
            int status = response.statusCode();
            Dialect.of(path).map(CONTRACTS::get).ifPresent(contract -> {
                contract.checkAnswer(method, path, status, response.headers()::firstValue, response.body());
                taken.filter(body -> status / 100 == 2).ifPresent(body -> contract.checkTaken(method, path, body));
            });
        }
    }

    /** {@code text} as one segment of a path, as the Node and Go clients write it. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
