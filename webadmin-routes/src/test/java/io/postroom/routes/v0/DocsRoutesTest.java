package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.ApiDescription;
import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsRoutesTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private Text get(String path) {
        return api.fetch(api.request(path));
    }

    @Test
    void showTheDescriptionWithoutAKey() {
        Text answer = get("/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo(new String(ApiDescription.json(Dialect.V0), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs,text/html",
        "/docs/,text/html",
        "/docs/docs.css,text/css",
        "/docs/docs.js,text/javascript",
        "/docs/swagger-ui.css,text/css",
        "/docs/swagger-ui-bundle.js,text/javascript"
    })
    void showThePageAndItsFilesWithoutAKey(String path, String type) {
        Text answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type").replace(" ", "")).isEqualTo(type + ";charset=utf-8");
        assertThat(answer.header("content-length"))
                .isEqualTo(String.valueOf(answer.body().getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void linkOnlyToThisServer() {
        assertThat(LINK.matcher(get("/docs").body()).results().map((MatchResult link) -> link.group(1)))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("/docs/") || link.equals("data:,") || link.equals("/openapi.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/docs.js"})
    void letNothingElseRunInThePage(String path) {
        Text answer = get(path);

        assertThat(answer.header("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("connect-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("http")
                .doesNotContain("*")
                .doesNotContain("unsafe");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/swagger-ui.css"})
    void areNotSentTwice(String path) {
        Text first = get(path);
        String tag = first.header("etag");

        Text second = api.fetch(api.request(path).header("If-None-Match", "\"other\", " + tag));
        Text third = api.fetch(api.request(path).header("If-None-Match", "\"other\""));

        assertThat(first.header("cache-control")).isEqualTo("no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("etag")).isEqualTo(tag);
        assertThat(third.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/docs.css"})
    void canOnlyBeRead(String path) {
        Text head = api.fetch(api.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("etag")).isEqualTo(get(path).header("etag"));
        assertThat(api.send("POST", path, api.root, "{}").status()).isEqualTo(404);
        assertThat(api.send("DELETE", path, api.root, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/none.js", "/docs/..%2Fopenapi%2Fv0.yaml", "/docs/docs.html%00", "/docs/a/b"})
    void haveNoOtherFiles(String path) {
        assertThat(get(path).status()).isIn(400, 404);
    }
}
