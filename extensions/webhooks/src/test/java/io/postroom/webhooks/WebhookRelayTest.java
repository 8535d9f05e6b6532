package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.postroom.core.error.Reason;
import io.postroom.core.event.MailEvent;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.SealedText;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.SigningSecrets.Retired;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookState;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRelayTest {
    private RelayRig rig;
    private Webhook webhook;

    @BeforeEach
    void open() throws IOException {
        rig = new RelayRig();
        webhook = rig.webhook(1, "/hook");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsAWebhookWhatHappenedSignedWithItsSecretAndWithItsHeaders() {
        MailEvent event = arrivesAndIsDelivered();

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
    void signsWithASecretThatWasReplacedADayAgo() {
        String next = "whsec_" + Base64.getEncoder().encodeToString("a new secret of thirty-two octet".getBytes(UTF_8));
        Retired old =
                new Retired(rig.seal.seal(RelayRig.SECRET), rig.clock.instant().plusSeconds(1));
        rig.stores
                .webhooks()
                .update(webhook.withSecrets(
                        new SigningSecrets(rig.seal.seal(next), List.of(old)), webhook.updatedAt()));

        arrivesAndIsDelivered();
        rig.clock.advance(Duration.ofSeconds(1));
        rig.arrives(2);
        await(() -> rig.sink.requests().size() == 2);

        HttpSink.Request both = rig.sink.requests().get(0);
        HttpSink.Request one = rig.sink.requests().get(1);
        assertThat(List.of(isBelieved(both, RelayRig.SECRET), isBelieved(both, next)))
                .containsOnly(true);
        assertThat(List.of(isBelieved(one, RelayRig.SECRET), isBelieved(one, next)))
                .containsExactly(false, true);
    }

    private static boolean isBelieved(HttpSink.Request request, String secret) {
        try {
            new com.standardwebhooks.Webhook(secret)
                    .verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Test
    void looksForEventsByItselfWhereNoSignalIsRaised() {
        rig.start();

        MailEvent event = rig.logged(1);

        awaitState(DeliveryState.Delivered.class, event);
    }

    @Test
    void triesAgainWithTheSameIdWhenTheEndpointFails() {
        MailEvent event = failsOnceWith(500);
        assertThat(rig.webhook(webhook).state()).isInstanceOf(WebhookState.Enabled.class);

        rig.sink.answer(200);
        rig.clock.advance(Duration.ofSeconds(6));

        awaitState(DeliveryState.Delivered.class, event);
        assertThat(rig.sink.requests())
                .hasSize(2)
                .extracting(request -> request.header("svix-id"))
                .containsOnly(event.id().value());
        await(() -> rig.webhook(webhook).state().equals(new WebhookState.Enabled(Optional.empty())));
    }

    @Test
    void doesNotTryAgainBeforeItIsTime() {
        MailEvent event = failsOnceWith(500);

        rig.clock.advance(Duration.ofSeconds(3));
        MailEvent later = rig.arrives(2);

        awaitFailures(1, later);
        assertThat(rig.hasFailed(1, webhook, event)).isTrue();
    }

    @Test
    void waitsAsLongAsTheEndpointAsks() {
        rig.sink.answer(request -> new HttpSink.Reply(429, Map.of("Retry-After", "3600"), ""));
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitFailures(1, event);
        assertThat(rig.delivery(webhook, event).orElseThrow().dueAt())
                .contains(rig.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void givesUpAfterEightAttemptsAndListsIt() {
        MailEvent event = failsOnceWith(503);

        for (int attempt = 1; attempt < RetrySchedule.ATTEMPTS; attempt++) {
            awaitFailures(attempt, event);
            rig.clock.advance(Duration.ofHours(13));
        }

        awaitState(DeliveryState.Abandoned.class, event);
        assertThat(rig.sink.requests()).hasSize(RetrySchedule.ATTEMPTS);
        assertThat(rig.deliveries
                        .listAbandoned(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .extracting(Delivery::event)
                .containsExactly(event.id());
    }

    @Test
    void takesARedirectForAFailure() {
        rig.sink.answer(request -> new HttpSink.Reply(302, Map.of("Location", "/elsewhere"), ""));
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitFailures(1, event);
        assertThat(rig.sink.requests("/elsewhere")).isEmpty();
    }

    @Test
    void disablesAWebhookThatIsGoneAtOnce() {
        rig.sink.answer(410);
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitState(DeliveryState.Abandoned.class, event);
        await(() -> !rig.webhook(webhook).isEnabled());
    }

    @Test
    void disablesAWebhookThatFailedForFiveDaysAndGivesUpWhatWaitsForIt() {
        MailEvent first = failsOnceWith(500);
        await(() -> !rig.webhook(webhook).state().equals(webhook.state()));

        rig.clock.advance(Duration.ofDays(5));

        await(() -> !rig.webhook(webhook).isEnabled());
        rig.clock.advance(Duration.ofDays(1));
        awaitState(DeliveryState.Abandoned.class, first);
    }

    @Test
    void givesUpWhatWaitsForADeletedWebhook() {
        MailEvent event = failsOnceWith(500);

        rig.stores.webhooks().delete(rig.webhook(webhook));
        rig.clock.advance(Duration.ofSeconds(6));

        awaitState(DeliveryState.Abandoned.class, event);
    }

    @Test
    void makesAnAttemptAnewWhoseProcessDied() {
        MailEvent event = rig.logged(1);
        Delivery fresh = DeliverySteps.wait(
                Fixtures.ORGANIZATION, webhook.id(), event.id(), rig.clock.instant(), rig.clock.instant());
        rig.deliveries.add(DeliverySteps.begin(fresh, rig.clock.instant()));

        rig.clock.advance(DeliverySteps.LEASE.plusSeconds(1));
        rig.start();

        awaitState(DeliveryState.Delivered.class, event);
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        MailEvent before = arrivesAndIsDelivered();
        rig.relay().close();
        MailEvent meanwhile = rig.arrives(2);

        rig.restart();

        awaitState(DeliveryState.Delivered.class, meanwhile);
        rig.relay().close();
        assertThat(rig.sink.requests())
                .extracting(request -> request.header("svix-id"))
                .containsExactly(before.id().value(), meanwhile.id().value());
    }

    @Test
    void doesNotCountAnAttemptForWhichOurOwnMailboxWasAway() {
        MailEvent event = rig.logged(1);
        rig.mailboxes.outage().begin();
        rig.start();
        awaitState(DeliveryState.Waiting.class, event);

        rig.mailboxes.outage().end();
        rig.clock.advance(Duration.ofSeconds(6));

        awaitState(DeliveryState.Delivered.class, event);
        assertThat(rig.delivery(webhook, event).orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void doesNotHoldOurOwnMistakesAgainstTheEndpoint() {
        rig.stores
                .webhooks()
                .update(webhook.withSecrets(
                        SigningSecrets.of(new SealedText("c2VhbGVkIHdpdGggYW5vdGhlciBrZXkuLi4uLi4uLi4u")),
                        webhook.updatedAt()));
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitFailures(1, event);
        rig.relay().close();
        assertThat(rig.webhook(webhook).state()).isEqualTo(webhook.state());
    }

    @Test
    void tellsAgainWhenAnOperatorAsksForIt() {
        MailEvent event = arrivesAndIsDelivered();

        rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), event.id());

        await(() -> rig.sink.requests().size() == 2);
        awaitState(DeliveryState.Delivered.class, event);
    }

    @Test
    void refusesToRedeliverWhatItDoesNotKnow() {
        assertThatThrownBy(() -> rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), Fixtures.eventId(9)))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
        assertThatThrownBy(() -> rig.relay().redeliver(Fixtures.OTHER_ORGANIZATION, webhook.id(), Fixtures.eventId(9)))
                .extracting("reason")
                .isEqualTo(Reason.NOT_FOUND);
    }

    /** The relay runs, and a message it is told of reaches the endpoint. */
    private MailEvent arrivesAndIsDelivered() {
        rig.start();
        MailEvent event = rig.arrives(1);
        awaitState(DeliveryState.Delivered.class, event);
        return event;
    }

    /** The relay runs, and its first call about a message is answered with {@code status}. */
    private MailEvent failsOnceWith(int status) {
        rig.sink.answer(status);
        rig.start();
        MailEvent event = rig.arrives(1);
        awaitFailures(1, event);
        return event;
    }

    private void awaitState(Class<? extends DeliveryState> state, MailEvent event) {
        await(() -> rig.is(state, webhook, event));
    }

    private void awaitFailures(int times, MailEvent event) {
        await(() -> rig.hasFailed(times, webhook, event));
    }
}
