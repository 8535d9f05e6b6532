package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.limit.Allowance;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Entrance;
import io.postroom.routes.SocketClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often is too often, over HTTP; the clock stands still. */
class LimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Api api = new Api(new Entrance.Limits(
            new Allowance(3, Duration.ofMillis(1500)), Allowance.of(2, MINUTE), Allowance.of(1, Duration.ofHours(1))));

    @AfterEach
    void close() {
        api.close();
    }

    private Reply ask(String key, String address) {
        return api.exchange(api.request("/v0/auth/me")
                .header("Authorization", "Bearer " + key)
                .header("X-Forwarded-For", address));
    }

    private static void assertTooOften(Reply reply, String seconds) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo(seconds);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text("name")).isEqualTo("RateLimitError");
        assertThat(reply.text("code")).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/v0/auth/me").status()).isEqualTo(200);
        }
        assertTooOften(api.get("/v0/auth/me"), "2");
        api.world.clock.advance(Duration.ofMillis(600));
        assertTooOften(api.get("/v0/auth/me"), "1");
        api.world.clock.advance(Duration.ofMillis(900));

        assertThat(api.get("/v0/auth/me").status()).isEqualTo(200);
        assertTooOften(api.get("/v0/auth/me"), "2");
    }

    @Test
    void eachKeyHasALimitOfItsOwn() {
        for (int i = 0; i < 4; i++) {
            api.get("/v0/auth/me");
        }

        assertThat(api.getAs(api.world.rootKey(), "/v0/auth/me").status()).isEqualTo(200);
    }

    @Test
    void whatIsRefusedForAnotherReasonCountsToo() {
        api.get("/v0/inboxes/none@agents.example");
        api.post("/v0/inboxes", "{");
        api.get("/v0/auth/me");

        assertThat(api.get("/v0/auth/me").status()).isEqualTo(429);
    }

    @Test
    void aRequestThatWaitsCountsOnce() {
        api.get("/v0/auth/me");
        api.get("/v0/auth/me");

        Reply waited = api.get("/v0/events?after=latest&wait=1");

        assertThat(waited.status()).isEqualTo(200);
        assertThat(api.get("/v0/auth/me").status()).isEqualTo(429);
    }

    @Test
    void aWebSocketCountsOnceWhateverItSays() {
        api.get("/v0/auth/me");
        api.get("/v0/auth/me");
        try (SocketClient socket = SocketClient.open(api.port(), "", api.root)) {
            for (int i = 0; i < 5; i++) {
                socket.send("{\"type\":\"subscribe\"}");
                assertThat(socket.next().path("type").asText()).isEqualTo("subscribed");
            }
        }

        assertThat(SocketClient.refusal(api.port(), "", Optional.of(api.root))).isEqualTo(429);
    }

    @Test
    void wrongKeysAreLimitedByWhereTheyComeFrom() {
        assertThat(ask("am_wrong", "192.0.2.7").status()).isEqualTo(403);
        assertThat(ask("am_other", "192.0.2.7").status()).isEqualTo(403);
        assertTooOften(ask("am_third", "192.0.2.7"), "30");

        assertThat(ask("am_third", "192.0.2.8").status()).isEqualTo(403);
        api.world.clock.advance(Duration.ofSeconds(30));
        assertThat(ask("am_third", "192.0.2.7").status()).isEqualTo(403);
    }

    @Test
    void keysInUseAreLetInFromWhereWrongOnesComeFrom() {
        assertThat(ask(api.root, "192.0.2.7").status()).isEqualTo(200);
        ask("am_wrong", "192.0.2.7");
        ask("am_wrong", "192.0.2.7");

        assertThat(ask(api.root, "192.0.2.7").status()).isEqualTo(200);
        assertTooOften(ask(api.world.rootKey(), "192.0.2.7"), "30");
    }

    @Test
    void requestsWithoutAKeyAreNoWrongKeys() {
        for (int i = 0; i < 5; i++) {
            assertThat(api.exchange(api.request("/v0/auth/me")).status()).isEqualTo(401);
        }
    }
}
