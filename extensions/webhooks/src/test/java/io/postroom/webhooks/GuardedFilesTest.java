package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.message.Octets;
import io.postroom.core.send.LinkedFiles.Fetched;
import io.postroom.core.send.LinkedFiles.UnfetchedException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFilesTest {
    private static final int MOST = 1000;

    private HttpSink server;
    private GuardedClient anywhere;
    private GuardedFiles files;

    @BeforeEach
    void open() throws IOException {
        server = new HttpSink();
        anywhere = new GuardedClient(Reach.ANYWHERE, Duration.ofSeconds(5));
        files = new GuardedFiles(anywhere);
    }

    @AfterEach
    void close() {
        anywhere.close();
        server.close();
    }

    private void serve(Map<String, String> headers, String body) {
        server.answer(request -> new HttpSink.Reply(200, headers, body));
    }

    private void assertUnfetched(String why) {
        assertThatThrownBy(() -> files.fetch(server.url("/f"), MOST))
                .isInstanceOf(UnfetchedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void bringsTheOctetsAndTheDeclaredType() throws Exception {
        serve(Map.of("Content-Type", "text/csv; charset=utf-8"), "a,b");

        Fetched file = files.fetch(server.url("/f"), MOST);

        assertThat(file.content()).isEqualTo(new Octets("a,b".getBytes(StandardCharsets.UTF_8)));
        assertThat(file.contentType()).contains("text/csv; charset=utf-8");
        assertThat(server.requests().get(0).headers()).doesNotContainKeys("authorization", "cookie");
    }

    @ParameterizedTest
    @CsvSource({"%PDF-1.7,application/pdf", "GIF89a,image/gif", "<html>x,text/html"})
    void looksAtTheOctetsWhereTheServerSaysNothing(String body, String type) throws Exception {
        serve(Map.of("Content-Type", "application/octet-stream"), body);
        assertThat(files.fetch(server.url("/f"), MOST).contentType()).contains(type);

        serve(Map.of(), body);
        assertThat(files.fetch(server.url("/f"), MOST).contentType()).contains(type);
    }

    @Test
    void takesAsMuchAsThereMayBeAndNoMore() throws Exception {
        serve(Map.of(), "x".repeat(MOST));
        assertThat(files.fetch(server.url("/f"), MOST).content().size()).isEqualTo(MOST);

        serve(Map.of(), "x".repeat(MOST + 1));
        assertUnfetched("at most");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        server.answer(request -> new HttpSink.Reply(
                status, Map.of("Location", server.url("/other").toString()), ""));

        assertUnfetched("not followed");
        assertThat(server.requests("/other")).isEmpty();
    }

    @Test
    void saysWhatTheServerAnswers() {
        server.answer(404);
        assertUnfetched("status 404");
    }

    @Test
    void givesUpOnAServerThatKeepsSilent() {
        CountDownLatch never = new CountDownLatch(1);
        server.answer(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return HttpSink.Reply.of(200);
        });
        try (GuardedClient hasty = new GuardedClient(Reach.ANYWHERE, Duration.ofMillis(300))) {
            GuardedFiles impatient = new GuardedFiles(hasty);
            assertThatThrownBy(() -> impatient.fetch(server.url("/f"), MOST))
                    .isInstanceOf(UnfetchedException.class)
                    .hasMessageContaining("no answer");
        }
    }

    @Test
    void goesNowhereInsideUnlessAllowed() {
        try (GuardedClient careful = new GuardedClient(Reach.PUBLIC, Duration.ofSeconds(5))) {
            GuardedFiles outside = new GuardedFiles(careful);
            for (URI url : new URI[] {server.url("/f"), URI.create("http://localhost:" + server.port() + "/f")}) {
                assertThatThrownBy(() -> outside.fetch(url, MOST))
                        .isInstanceOf(UnfetchedException.class)
                        .hasMessage("not a public address");
            }
        }
        assertThat(server.requests()).isEmpty();
    }
}
