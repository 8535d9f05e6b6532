package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.v0.Scenery.Who;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every program relies on, tried with every operation of the dialects beside {@code /v0}. That each answer is as it is described is checked
 * with each request.
 */
class OtherDialectsTest {
    private static final Api API = new Api();

    @AfterAll
    static void close() {
        API.close();
    }

    private static Stream<Described> operations(Dialect dialect, Predicate<Described> wanted) {
        return Described.all(dialect).stream().filter(Described::needsKey).filter(wanted);
    }

    private static HttpRequest.Builder request(Described described, String method, String body) {
        Scenery scenery = new Scenery(API);
        Who who = described.operation().isForAnInbox() ? Who.OWN_INBOX : Who.OWNER;
        return API.request(scenery.path(described.operation(), Scenery::encoded))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + scenery.secret(who));
    }

    private static String method(Described described) {
        return described.operation().method();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void wantAKeyThatSomebodyHas(Dialect dialect) {
        operations(dialect, described -> true).forEach(described -> {
            for (String header : List.of("Bearer ", "bearer am_key", "Basic YTpi", "Bearer inai_unknown")) {
                Text answer =
                        API.fetch(request(described, method(described), "").setHeader("Authorization", header));

                assertThat(answer.status()).as(described + " with " + header).isEqualTo(401);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void refuseABodyThatIsNoObject(Dialect dialect) {
        operations(dialect, Described::takesBody).forEach(described -> {
            for (String body : List.of("{", "[]", "7", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}")) {
                Text answer = API.fetch(request(described, method(described), body));

                assertThat(answer.status()).as(described + " with " + body).isEqualTo(400);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void missABodyThatMustBeThere(Dialect dialect) {
        operations(dialect, Described::requiresBody)
                .forEach(described -> assertThat(API.fetch(request(described, method(described), ""))
                                .status())
                        .as(described.toString())
                        .isEqualTo(400));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void doNotMissABodyThatNeedNotBeThere(Dialect dialect) {
        operations(dialect, described -> described.takesBody() && !described.requiresBody())
                .forEach(described -> {
                    for (String body : List.of("", "{}", "null")) {
                        assertThat(API.fetch(request(described, method(described), body))
                                        .status())
                                .as(described + " with '" + body + "'")
                                .isBetween(200, 299);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void answerWhatIsNoOperationInTheirWords(Dialect dialect) {
        operations(dialect, described -> true).forEach(described -> {
            for (String method : List.of("OPTIONS", "BREW", "TRACE")) {
                Text answer = API.fetch(request(described, method, ""));

                assertThat(answer.status()).as(method + " for " + described).isEqualTo(404);
                assertThat(answer.body()).contains("not_found").doesNotContain("\"name\"");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V0")
    void answerHeadAsGetWithoutABody(Dialect dialect) {
        operations(dialect, described -> method(described).equals("GET")).forEach(described -> {
            Text head = API.fetch(request(described, "HEAD", ""));

            assertThat(head.status()).as(described.toString()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        });
    }
}
