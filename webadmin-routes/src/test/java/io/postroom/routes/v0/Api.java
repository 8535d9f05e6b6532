package io.postroom.routes.v0;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.ApiServer;
import io.postroom.routes.Downloads;
import io.postroom.routes.HealthRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.webadmin.PublicRoutes;

/** A server over a {@link World}, and a client that speaks HTTP to it. */
public final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer: its status, its headers and the JSON in it. */
    public record Reply(int status, HttpResponse<String> http, JsonNode json) {
        public String text(String field) {
            return json.path(field).asText();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    /** An answer that may be of any type. */
    public record Text(int status, HttpResponse<String> http, String body) {
        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    public final World world = new World();
    public final AtomicBoolean mailAccepted = new AtomicBoolean(true);
    public final String root = world.rootKey();
    private final ApiServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Api() {
        V0Errors errors = new V0Errors();
        server = new ApiServer(
                new ApiServer.Listening("127.0.0.1", 0, 8), routes(new V0Gate(world.keys, errors)), errors);
        server.start();
    }

    private List<PublicRoutes> routes(V0Gate gate) {
        Downloads downloads = new Downloads(
                world.links,
                () -> "http://127.0.0.1:" + port(),
                world.messages,
                world.messageStore,
                world.inboxStore,
                world.organizationStore);
        return List.of(
                new HealthRoutes(mailAccepted::get),
                new AuthRoutes(gate),
                new OrganizationRoutes(gate, world.inboxes),
                new InboxRoutes(gate, world.inboxes),
                new MessageRoutes(gate, world.inboxes, world.messages, downloads),
                new ThreadRoutes(gate, world.threads, downloads),
                new ApiKeyRoutes(gate, world.keys),
                new WebhookRoutes(gate, world.webhooks),
                new DownloadRoutes(gate, downloads));
    }

    public int port() {
        return server.port();
    }

    public Reply get(String path) {
        return send("GET", path, root, "");
    }

    public Reply getAs(String key, String path) {
        return send("GET", path, key, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, root, body);
    }

    public Reply patch(String path, String body) {
        return send("PATCH", path, root, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, root, "");
    }

    public Reply send(String method, String path, String key, String body) {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return exchange(request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request without headers, to this path of the server. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
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
            return new Text(response.statusCode(), response, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
