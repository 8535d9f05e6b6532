package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.Reason;
import io.postroom.core.event.EventId;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.SealedText;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookState;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRelayTest {
    private RelayRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new RelayRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsAWebhookWhatHappenedSignedWithItsSecretAndWithItsHeaders() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        HttpSink.Request request = rig.sink.requests().get(0);
        HttpHeaders headers = HttpHeaders.of(request.headers(), (name, value) -> true);
        assertThatCode(() -> new com.standardwebhooks.Webhook(RelayRig.SECRET).verify(request.body(), headers))
                .doesNotThrowAnyException();
        assertThat(request.header("svix-id")).isEqualTo(event.id().value());
        assertThat(request.header("x-token")).isEqualTo("t0ken");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.body()).contains("\"text\":\"text 1");
    }

    @Test
    void recordsAnAttemptBeforeItIsMade() {
        Webhook webhook = rig.webhook(1, "/hook");
        AtomicReference<Optional<Delivery>> seen = new AtomicReference<>(Optional.empty());
        rig.sink.answer(request -> {
            seen.set(rig.deliveries.find(webhook.id(), new EventId(request.header("svix-id"))));
            return HttpSink.Reply.of(200);
        });
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(seen.get().orElseThrow().state()).isInstanceOf(DeliveryState.Attempting.class);
    }

    @Test
    void looksForEventsByItselfWhereNoSignalIsRaised() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();

        MailEvent event = rig.logged(1);

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }

    @Test
    void tellsOnlyThoseWhoWantIt() {
        Webhook wanted = rig.webhook(1, "/support", Set.of(Fixtures.SUPPORT));
        rig.webhook(2, "/sales", Set.of(Fixtures.SALES));
        Webhook off = rig.webhook(3, "/off");
        rig.stores.webhooks().update(off.withState(new WebhookState.Disabled(Fixtures.NOW, "off"), Fixtures.NOW));
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.is(DeliveryState.Delivered.class, wanted, event));
        rig.relay().close();
        assertThat(rig.sink.requests()).extracting(HttpSink.Request::path).containsExactly("/support");
    }

    @Test
    void triesAgainWithTheSameIdWhenTheEndpointFails() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(500);
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.hasFailed(1, webhook, event));
        assertThat(rig.webhook(webhook).state()).isInstanceOf(WebhookState.Enabled.class);

        rig.sink.answer(200);
        rig.clock.advance(Duration.ofSeconds(6));

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(rig.sink.requests())
                .hasSize(2)
                .extracting(request -> request.header("svix-id"))
                .containsOnly(event.id().value());
        await(() -> rig.webhook(webhook).state().equals(new WebhookState.Enabled(Optional.empty())));
    }

    @Test
    void doesNotTryAgainBeforeItIsTime() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(500);
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.hasFailed(1, webhook, event));

        rig.clock.advance(Duration.ofSeconds(3));
        MailEvent later = rig.arrives(2);

        await(() -> rig.hasFailed(1, webhook, later));
        assertThat(rig.hasFailed(1, webhook, event)).isTrue();
    }

    @Test
    void waitsAsLongAsTheEndpointAsks() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(request -> new HttpSink.Reply(429, Map.of("Retry-After", "3600"), ""));
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.hasFailed(1, webhook, event));
        assertThat(rig.delivery(webhook, event).orElseThrow().dueAt())
                .contains(rig.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void givesUpAfterEightAttemptsAndListsIt() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(503);
        rig.start();
        MailEvent event = rig.arrives(1);

        for (int attempt = 1; attempt < RetrySchedule.ATTEMPTS; attempt++) {
            int made = attempt;
            await(() -> rig.hasFailed(made, webhook, event));
            rig.clock.advance(Duration.ofHours(13));
        }

        await(() -> rig.is(DeliveryState.Abandoned.class, webhook, event));
        assertThat(rig.sink.requests()).hasSize(RetrySchedule.ATTEMPTS);
        assertThat(rig.deliveries
                        .listAbandoned(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .extracting(Delivery::event)
                .containsExactly(event.id());
    }

    @Test
    void takesARedirectForAFailure() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(request -> new HttpSink.Reply(302, Map.of("Location", "/elsewhere"), ""));
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.hasFailed(1, webhook, event));
        assertThat(rig.sink.requests("/elsewhere")).isEmpty();
    }

    @Test
    void disablesAWebhookThatIsGoneAtOnce() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(410);
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.is(DeliveryState.Abandoned.class, webhook, event));
        await(() -> !rig.webhook(webhook).isEnabled());
    }

    @Test
    void disablesAWebhookThatFailedForFiveDaysAndGivesUpWhatWaitsForIt() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(500);
        rig.start();
        MailEvent first = rig.arrives(1);
        await(() -> rig.hasFailed(1, webhook, first));
        await(() -> !rig.webhook(webhook).state().equals(webhook.state()));

        rig.clock.advance(Duration.ofDays(5));

        await(() -> !rig.webhook(webhook).isEnabled());
        rig.clock.advance(Duration.ofDays(1));
        await(() -> rig.is(DeliveryState.Abandoned.class, webhook, first));
    }

    @Test
    void givesUpWhatWaitsForADeletedWebhook() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.sink.answer(500);
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.hasFailed(1, webhook, event));

        rig.stores.webhooks().delete(rig.webhook(webhook));
        rig.clock.advance(Duration.ofSeconds(6));

        await(() -> rig.is(DeliveryState.Abandoned.class, webhook, event));
    }

    @Test
    void makesAnAttemptAnewWhoseProcessDied() {
        Webhook webhook = rig.webhook(1, "/hook");
        MailEvent event = rig.logged(1);
        Delivery fresh = DeliverySteps.wait(
                Fixtures.ORGANIZATION, webhook.id(), event.id(), rig.clock.instant(), rig.clock.instant());
        rig.deliveries.add(DeliverySteps.begin(fresh, rig.clock.instant()));

        rig.clock.advance(DeliverySteps.LEASE.plusSeconds(1));
        rig.start();

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();
        MailEvent before = rig.arrives(1);
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, before));
        rig.relay().close();
        MailEvent meanwhile = rig.arrives(2);

        rig.restart();

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, meanwhile));
        rig.relay().close();
        assertThat(rig.sink.requests())
                .extracting(request -> request.header("svix-id"))
                .containsExactly(before.id().value(), meanwhile.id().value());
    }

    @Test
    void waitsForAStoreThatIsAwayAndThenGoesOn() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();
        rig.deliveries.away(true);
        MailEvent event = rig.arrives(1);
        await(rig.deliveries::refused);

        rig.deliveries.away(false);

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }

    @Test
    void doesNotCountAnAttemptForWhichOurOwnMailboxWasAway() {
        Webhook webhook = rig.webhook(1, "/hook");
        MailEvent event = rig.logged(1);
        rig.mailboxes.outage().begin();
        rig.start();
        await(() -> rig.is(DeliveryState.Waiting.class, webhook, event));

        rig.mailboxes.outage().end();
        rig.clock.advance(Duration.ofSeconds(6));

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(rig.delivery(webhook, event).orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void doesNotHoldOurOwnMistakesAgainstTheEndpoint() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.stores
                .webhooks()
                .update(new Webhook(
                        webhook.id(),
                        webhook.organization(),
                        webhook.url(),
                        webhook.eventTypes(),
                        webhook.pods(),
                        webhook.inboxes(),
                        new SealedText("c2VhbGVkIHdpdGggYW5vdGhlciBrZXkuLi4uLi4uLi4u"),
                        Map.of(),
                        webhook.clientId(),
                        webhook.state(),
                        webhook.createdAt(),
                        webhook.updatedAt()));
        rig.start();

        MailEvent event = rig.arrives(1);

        await(() -> rig.hasFailed(1, webhook, event));
        rig.relay().close();
        assertThat(rig.webhook(webhook).state()).isEqualTo(webhook.state());
    }

    @Test
    void tellsAgainWhenAnOperatorAsksForIt() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));

        rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), event.id());

        await(() -> rig.sink.requests().size() == 2);
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }

    @Test
    void tellsOfAnEventFromBeforeTheWebhookWhenAnOperatorAsksForIt() {
        MailEvent event = rig.logged(1);
        rig.start();
        await(() -> !rig.stores
                .cursors()
                .read(LogReader.CURSOR, Fixtures.ORGANIZATION)
                .equals(Position.START));
        Webhook webhook = rig.webhook(1, "/hook");

        rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), event.id());

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }

    @Test
    void refusesToRedeliverWhatItDoesNotKnow() {
        Webhook webhook = rig.webhook(1, "/hook");

        assertThatThrownBy(() -> rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), Fixtures.eventId(9)))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
        assertThatThrownBy(() -> rig.relay().redeliver(Fixtures.OTHER_ORGANIZATION, webhook.id(), Fixtures.eventId(9)))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void tellsManyEventsToSeveralWebhooksOnceEach() {
        List<Webhook> webhooks = List.of(rig.webhook(1, "/a"), rig.webhook(2, "/b"), rig.webhook(3, "/c"));
        rig.start();

        for (int i = 0; i < 400; i++) {
            rig.arrives(i);
        }

        await(() -> rig.sink.requests().size() == 1200 || advanced());
        for (Webhook webhook : webhooks) {
            String path = webhook.url().getPath();
            assertThat(rig.sink.requests(path))
                    .extracting(request -> request.header("svix-id"))
                    .doesNotHaveDuplicates()
                    .hasSize(400);
        }
    }

    /** Lets those come due that found no place in their lane. */
    private boolean advanced() {
        rig.clock.advance(Duration.ofMillis(5));
        return false;
    }
}
