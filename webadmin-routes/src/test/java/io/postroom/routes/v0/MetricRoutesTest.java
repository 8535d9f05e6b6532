package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");

    private final Api api = new Api();

    @BeforeEach
    void deliver() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.world.deliver(SUPPORT, "<1@x>", "One", "Text");
        api.world.deliver(SUPPORT, "<2@x>", "Two", "Text");
        api.world.clock.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/metrics",
                "/v0/metrics/events",
                "/v0/inboxes/support@agents.example/metrics",
                "/v0/inboxes/support@agents.example/metrics/events"
            })
    void countsEvents(String path) {
        Reply each = api.get(path);
        Reply daily = api.get(path + "?period=86400&event_types=%5B%22message.received%22%2C%22message.sent%22%5D"
                + "&start=2026-02-01T00:00:00Z&end=2030-01-01T00:00:00.000Z&limit=10&descending=true");

        assertThat(each.status()).isEqualTo(200);
        assertThat(each.json().path("message.received").toString())
                .isEqualTo("[{\"timestamp\":\"2026-03-01T12:00:01.123Z\",\"count\":1},"
                        + "{\"timestamp\":\"2026-03-01T12:00:02.123Z\",\"count\":1}]");
        assertThat(each.json()).hasSize(10);
        assertThat(daily.json().toString())
                .isEqualTo("{\"message.received\":[{\"timestamp\":\"2026-03-01T00:00:00.000Z\",\"count\":2}],"
                        + "\"message.sent\":[]}");
    }

    @Test
    void countsNothingElsewhere() {
        api.post("/v0/inboxes", "{\"username\":\"sales\"}");

        assertThat(api.get("/v0/inboxes/sales@agents.example/metrics/events")
                        .json()
                        .path("message.received"))
                .isEmpty();
        assertThat(api.get("/v0/inboxes/nobody@agents.example/metrics/events").status())
                .isEqualTo(404);
    }

    @Test
    void tellsHowMuchThereIs() {
        Reply everywhere = api.get("/v0/metrics/usage?period=3600&usage_types=message_count,inbox_count");
        Reply inInbox = api.get("/v0/inboxes/support@agents.example/metrics/usage?descending=true&limit=1");

        assertThat(everywhere.json().at("/message_count").size()).isEqualTo(25);
        assertThat(everywhere.json().at("/message_count/23/value").asInt()).isZero();
        assertThat(everywhere.json().at("/message_count/24/value").asInt()).isEqualTo(2);
        assertThat(everywhere.json().at("/inbox_count/24/value").asInt()).isEqualTo(1);
        assertThat(inInbox.json()).hasSize(3);
        assertThat(inInbox.json().at("/thread_count/0/value").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_types=message.delayed",
                "event_types=message.opened",
                "start=yesterday",
                "start=2025-01-01",
                "start=2026-03-02",
                "period=0",
                "period=86401",
                "period=hour",
                "limit=0",
                "descending=maybe"
            })
    void refusesWhatCannotBe(String query) {
        Reply reply = api.get("/v0/metrics/events?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("validation_error");
    }

    @Test
    void refusesMorePeriodsThanAnAnswerHolds() {
        Reply reply = api.get("/v0/metrics/usage?period=60");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("query_range_too_wide");
    }

    @Test
    void needsAPermissionAndHidesWhatTheKeyMayNotRead() {
        String narrow = api.world.keyWith(Permission.METRICS_READ);

        assertThat(api.getAs(narrow, "/v0/metrics/events").json()).hasSize(7);
        assertThat(api.getAs(narrow, "/v0/metrics/events?event_types=message.received.spam")
                        .status())
                .isEqualTo(403);
        assertThat(api.getAs(api.world.keyWith(Permission.MESSAGE_READ), "/v0/metrics/usage")
                        .text("code"))
                .isEqualTo("missing_permission");
    }
}
