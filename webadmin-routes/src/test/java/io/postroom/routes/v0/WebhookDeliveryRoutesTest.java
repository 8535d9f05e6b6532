package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Permission;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryRoutesTest {
    private static final String WISH = "{\"url\":\"https://hooks.example/a\",\"event_types\":[\"message.received\"]}";

    private final Api api = new Api();
    private final String webhook = api.post("/v0/webhooks", WISH).text("webhook_id");
    private final String path = "/v0/webhooks/" + webhook;

    @AfterEach
    void close() {
        api.close();
    }

    /** One that failed once and waits. */
    private EventId failedOnce(int number) {
        Instant at = api.world.clock.instant().plusSeconds(number);
        Attempt attempt = new Attempt(at, Optional.of(503), Duration.ofMillis(12), Optional.of("status 503"));
        EventId event = Fixtures.eventId(number);
        api.world.deliveryStore.add(new Delivery(
                api.world.organization.id(),
                new WebhookId(webhook),
                event,
                new DeliveryState.Waiting(at.plusSeconds(5)),
                List.of(attempt),
                at));
        return event;
    }

    @Test
    void showsEachAttempt() {
        EventId event = failedOnce(1);

        Reply reply = api.get(path + "/deliveries");

        assertThat(reply.json().path("count").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/deliveries/0").toString())
                .isEqualTo("{\"delivery_id\":\"" + event + "\",\"organization_id\":\"" + api.world.organization.id()
                        + "\",\"webhook_id\":\"" + webhook + "\",\"event_id\":\"" + event
                        + "\",\"state\":\"waiting\",\"due_at\":\"2026-03-01T12:00:06.123Z\","
                        + "\"attempts\":[{\"at\":\"2026-03-01T12:00:01.123Z\",\"status\":503,\"took_millis\":12,"
                        + "\"error\":\"status 503\"}],\"created_at\":\"2026-03-01T12:00:01.123Z\"}");
    }

    @Test
    void showsThemPageByPageNewestFirst() {
        for (int i = 1; i <= 3; i++) {
            failedOnce(i);
        }

        Reply first = api.get(path + "/deliveries?limit=2");
        Reply second = api.get(path + "/deliveries?limit=2&page_token=" + first.text("next_page_token"));

        assertThat(first.json().findValuesAsText("event_id"))
                .containsExactly(
                        Fixtures.eventId(3).value(), Fixtures.eventId(2).value());
        assertThat(second.json().findValuesAsText("event_id"))
                .containsExactly(Fixtures.eventId(1).value());
        assertThat(second.json().has("next_page_token")).isFalse();
    }

    @Test
    void tellsAgainAndKeepsWhatWasTried() {
        EventId event = failedOnce(1);

        Reply reply = api.post(path + "/deliveries/" + event + "/redeliver", "");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text("state")).isEqualTo("waiting");
        assertThat(reply.text("due_at")).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(reply.json().path("attempts")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt_00000000000000000000000000000007", "nonsense"})
    void knowsNoOtherDelivery(String id) {
        assertThat(api.post(path + "/deliveries/" + id + "/redeliver", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = EnumSource.Mode.EXCLUDE, names = "MESSAGE_OPENED")
    void testsAWebhookWithAnyEvent(EventType type) {
        Reply reply = api.post(path + "/test", "{\"event_type\":\"" + type.wireName() + "\"}");

        assertThat(reply.http().body())
                .isEqualTo("{\"delivered\":false,\"at\":\"2026-03-01T12:00:00.123Z\",\"status\":500,"
                        + "\"took_millis\":7,\"error\":\"status 500\"}");
        assertThat(api.world.tested).containsOnlyKeys(type);
    }

    @Test
    void testsAWebhookWithWhatItWantsUnlessItIsToldOtherwise() {
        assertThat(api.post(path + "/test", "").status()).isEqualTo(200);
        assertThat(api.world.tested).containsOnlyKeys(EventType.MESSAGE_RECEIVED);
        assertThat(api.post(path + "/test", "{\"event_type\":\"nonsense\"}").status())
                .isEqualTo(400);
        assertThat(api.post(path + "/test", "{\"event_type\":\"message.opened\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void areThoseOfAPodOrAnInboxToo() {
        EventId event = failedOnce(1);
        String pod = "/v0/pods/" + api.world.organization.defaultPod();
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        for (String place : List.of(pod, "/v0/inboxes/support@agents.example")) {
            String own =
                    place + "/webhooks/" + api.post(place + "/webhooks", WISH).text("webhook_id");
            String foreign = place + "/webhooks/" + webhook;

            assertThat(api.get(own + "/deliveries").json().path("count").asInt())
                    .isZero();
            assertThat(api.post(own + "/test", "").status()).isEqualTo(200);
            assertThat(api.post(own + "/deliveries/" + event + "/redeliver", "").status())
                    .isEqualTo(404);
            assertThat(api.get(foreign + "/deliveries").status()).isEqualTo(404);
            assertThat(api.post(foreign + "/deliveries/" + event + "/redeliver", "")
                            .status())
                    .isEqualTo(404);
            assertThat(api.post(foreign + "/test", "").status()).isEqualTo(404);
        }
    }

    @Test
    void asksForTheRightPermission() {
        EventId event = failedOnce(1);
        String reader = api.world.keyWith(Permission.WEBHOOK_READ);
        String changer = api.world.keyWith(Permission.WEBHOOK_UPDATE);
        String other = api.world.keyWith(Permission.MESSAGE_READ);

        assertThat(api.getAs(reader, path + "/deliveries").status()).isEqualTo(200);
        assertThat(api.getAs(other, path + "/deliveries").status()).isEqualTo(403);
        assertThat(api.send("POST", path + "/deliveries/" + event + "/redeliver", reader, "")
                        .status())
                .isEqualTo(403);
        assertThat(api.send("POST", path + "/test", reader, "").status()).isEqualTo(403);
        assertThat(api.send("POST", path + "/deliveries/" + event + "/redeliver", changer, "")
                        .status())
                .isEqualTo(202);
        assertThat(api.send("POST", path + "/test", changer, "").status()).isEqualTo(200);
        assertThat(api.get("/v0/webhooks/ep_00000000000000000000000000000000/deliveries")
                        .status())
                .isEqualTo(404);
    }
}
