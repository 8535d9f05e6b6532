package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.routes.ApiServer;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.ErrorDialects;
import io.postroom.routes.Gate;
import io.postroom.routes.Upgrades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void saysThatItIsReadyOnceMailIsAccepted() {
        api.mailAccepted.set(false);
        Reply before = api.exchange(api.request("/healthz"));
        api.mailAccepted.set(true);
        Reply after = api.exchange(api.request("/healthz"));

        assertThat(before.status()).isEqualTo(503);
        assertThat(before.text("status")).isEqualTo("starting");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("status")).isEqualTo("ok");
    }

    @Test
    void doesNotSayWhatItIsBuiltOn() {
        assertThat(api.exchange(api.request("/healthz")).http().headers().map()).doesNotContainKey("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void answersAnUnknownOperationInJson(String method) {
        Reply reply = api.send(method, "/v0/nothing", api.root, "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("code")).isEqualTo("not_found");
        assertThat(reply.text("name")).isEqualTo("NotFoundError");
        assertThat(reply.header("content-type")).startsWith("application/json");
    }

    @Test
    void answersAKnownPathWithAnotherMethodInJson() {
        Reply reply = api.send("DELETE", "/v0/inboxes", api.root, "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("code")).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", ";;;", "application/xml", "text/html;q=x", "*"})
    void ignoresWhatTheClientSaysItAccepts(String accept) {
        Reply reply = api.exchange(api.request("/v0/auth/me")
                .header("Authorization", "Bearer " + api.root)
                .header("Accept", accept));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void doesNotLetAGetDelete() {
        api.post("/v0/inboxes", "{\"username\":\"kept\"}");

        api.exchange(api.request("/v0/inboxes/kept@agents.example")
                .header("Authorization", "Bearer " + api.root)
                .header("X-HTTP-Method-Override", "DELETE"));

        assertThat(api.get("/v0/inboxes/kept@agents.example").status()).isEqualTo(200);
    }

    @Test
    void asksForAKeyOnHeadToo() {
        HttpRequest.Builder head = api.request("/v0/inboxes").method("HEAD", HttpRequest.BodyPublishers.noBody());

        assertThat(api.exchange(head).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET /v0/inboxes/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /v0/inboxes HTTP/9.9\r\nHost: x\r\n\r\n",
                "POST /v0/inboxes HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
                "GET /v0/inboxes HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n"
            })
    void answersMalformedHttpInJsonAndWithoutDetails(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
                .contains("application/json")
                .contains("\"message\":");
        assertThat(answer)
                .doesNotContain("jetty")
                .doesNotContain("Jetty")
                .doesNotContain("<h1>")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAWebSocketWhoseQueryIsNoPartOfAUrl() throws IOException {
        String answer = raw("GET /v0?api_key=" + api.root + "&inbox_ids=[\"a\"] HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Connection: Upgrade\r\n"
                + "Upgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("\"validation_error\"")
                .doesNotContain(api.root);
    }

    @Test
    void answersBrokenChunksInJson() throws IOException {
        String answer = raw("POST /v0/inboxes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.root
                + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"validation_error\"");
    }

    @Test
    void answersAUrlOrAHeaderThatIsTooLongInJson() throws IOException {
        String much = "x".repeat(20_000);

        assertThat(raw("GET /v0/" + much + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("application/json")
                .contains("The URL is too long");
        assertThat(raw("GET /v0/inboxes HTTP/1.1\r\nHost: x\r\nX-Much: " + much + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/json")
                .contains("The header is too large");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesABodyOverTheLimit() {
        Reply reply = api.post("/v0/inboxes", "{\"username\":\"" + "a".repeat(Gate.BODY_LIMIT) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.http().body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void refusesABodyOverTheLimitThatDoesNotSayItsLength() {
        byte[] body = ("{\"username\":\"" + "a".repeat(Gate.BODY_LIMIT) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher chunks =
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));

        Reply reply = api.exchange(api.request("/v0/inboxes")
                .header("Authorization", "Bearer " + api.root)
                .POST(chunks));

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void refusesToStartOnATakenPort() {
        ApiServer second = new ApiServer(
                new ApiServer.Listening("127.0.0.1", api.port(), 8, Api.CONNECTIONS, Optional.empty(), Duration.ZERO),
                List.of(),
                new ErrorDialects(new V0Errors(), Map.of()),
                Upgrades.none());

        assertThatThrownBy(second::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen");
        second.close();
    }
}
