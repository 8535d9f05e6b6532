package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.WebhookState;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Instant NOW = Fixtures.NOW;
    private static final Attempt FAILED =
            new Attempt(NOW, Optional.of(500), Duration.ofSeconds(2), Optional.of("status 500"));

    private final Delivery waiting = DeliverySteps.wait(
            Fixtures.ORGANIZATION, Fixtures.webhookId(1), Fixtures.eventId(1), NOW, NOW.plusSeconds(3));
    private final Delivery attempting = DeliverySteps.begin(waiting, NOW);

    @Test
    void waitsUntilTheFirstAttempt() {
        assertThat(waiting.dueAt()).contains(NOW.plusSeconds(3));
        assertThat(waiting.attempts()).isEmpty();
    }

    @Test
    void isDueAgainIfNobodySaysHowAnAttemptEnded() {
        assertThat(attempting.state()).isEqualTo(new DeliveryState.Attempting(NOW, NOW.plus(DeliverySteps.LEASE)));
        assertThat(DeliverySteps.begin(attempting, NOW.plusSeconds(61)).attempts())
                .isEmpty();
    }

    @Test
    void isOverOnceTaken() {
        Attempt taken = new Attempt(NOW, Optional.of(200), Duration.ofMillis(5), Optional.empty());
        Delivery delivered = DeliverySteps.succeed(attempting, taken);

        assertThat(delivered.state()).isEqualTo(new DeliveryState.Delivered(NOW.plusMillis(5)));
        assertThat(delivered.attempts()).containsExactly(taken);
        assertThatThrownBy(() -> DeliverySteps.begin(delivered, NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsTheDelayFromTheEndOfTheFailedAttempt() {
        Delivery failed = DeliverySteps.fail(attempting, FAILED, Optional.of(Duration.ofMinutes(5)));

        assertThat(failed.state()).isEqualTo(new DeliveryState.Waiting(NOW.plusSeconds(302)));
        assertThat(failed.attempts()).containsExactly(FAILED);
    }

    @Test
    void isAbandonedWhenNoAttemptIsLeftAndStartsAfreshWhenAskedTo() {
        Delivery abandoned = DeliverySteps.fail(attempting, FAILED, Optional.empty());

        assertThat(abandoned.state()).isInstanceOf(DeliveryState.Abandoned.class);
        assertThat(abandoned.dueAt()).isEmpty();
        Delivery again = DeliverySteps.again(abandoned, NOW.plusSeconds(9));
        assertThat(again.dueAt()).contains(NOW.plusSeconds(9));
        assertThat(again.attempts()).isEqualTo(abandoned.attempts());
        assertThat(again.made()).isZero();
        assertThat(again.createdAt()).isEqualTo(waiting.createdAt());
    }

    @Test
    void remembersTheFirstFailureOfARowAndForgetsItAtTheNextSuccess() {
        WebhookState healthy = new WebhookState.Enabled(Optional.empty());

        WebhookState once = EndpointSteps.failed(healthy, NOW);
        WebhookState twice = EndpointSteps.failed(once, NOW.plus(Duration.ofDays(4)));

        assertThat(once).isEqualTo(new WebhookState.Enabled(Optional.of(NOW)));
        assertThat(twice).isEqualTo(once);
        assertThat(EndpointSteps.succeeded(twice)).isEqualTo(healthy);
    }

    @Test
    void disablesAfterFiveDaysOfFailuresOrAtOnceWhenGone() {
        WebhookState failing = new WebhookState.Enabled(Optional.of(NOW));
        Instant later = NOW.plus(Duration.ofDays(5));

        assertThat(EndpointSteps.failed(failing, later.minusMillis(1))).isEqualTo(failing);
        assertThat(EndpointSteps.failed(failing, later)).isInstanceOf(WebhookState.Disabled.class);
        assertThat(EndpointSteps.gone(failing, NOW)).isInstanceOf(WebhookState.Disabled.class);
    }

    @Test
    void leavesADisabledWebhookDisabled() {
        WebhookState disabled = new WebhookState.Disabled(NOW, "why");

        assertThat(EndpointSteps.succeeded(disabled)).isSameAs(disabled);
        assertThat(EndpointSteps.failed(disabled, NOW)).isSameAs(disabled);
        assertThat(EndpointSteps.gone(disabled, NOW)).isSameAs(disabled);
    }
}
