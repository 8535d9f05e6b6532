package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.webhook.WebhookId;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final WebhookId SLOW = Fixtures.webhookId(1);
    private static final WebhookId OTHER = Fixtures.webhookId(2);

    private static final int MAX_CALLS = Lanes.WIDTH + 4;

    private final FixedClock clock = new FixedClock();
    private final List<Runnable> started = new ArrayList<>();
    private final Lanes lanes = new Lanes(started::add, MAX_CALLS, clock);
    private int ran;
    private int recorded;
    private Duration took = Duration.ZERO;

    @Test
    void startsAFewCallsOfOneWebhookAtATime() {
        enterAndRun(SLOW, Lanes.WIDTH + 3);

        assertThat(started).hasSize(Lanes.WIDTH);
        finishFirst(Duration.ofMillis(10));
        assertThat(started).hasSize(Lanes.WIDTH);
        assertThat(ran).isEqualTo(1);
        assertThat(recorded).isEqualTo(1);
    }

    @Test
    void startsThoseOfAnotherWebhookMeanwhile() {
        enterAndRun(SLOW, Lanes.WIDTH + Lanes.DEPTH);

        enterAndRun(OTHER, 1);

        assertThat(lanes.enter(SLOW)).isEmpty();
        assertThat(started).hasSize(Lanes.WIDTH + 1);
    }

    @Test
    void holdsALaneBackWhenTooManyCallsAreMadeInAllAndLetsItGoOnFirst() {
        enterAndRun(SLOW, Lanes.WIDTH + 1);
        enterAndRun(OTHER, 5);
        assertThat(started).hasSize(MAX_CALLS);

        finishFirst(Duration.ZERO);

        assertThat(started).hasSize(MAX_CALLS);
        assertThat(lanes.enter(OTHER)).isPresent();
    }

    @Test
    void givesAFreePlaceToTheNext() {
        enterAndRun(SLOW, Lanes.WIDTH + Lanes.DEPTH);

        finishFirst(Duration.ZERO);

        assertThat(lanes.enter(SLOW)).isPresent();
    }

    @Test
    void takesAPlaceBackThatWasNotUsed() {
        List<Lanes.Place> places = new ArrayList<>();
        for (Optional<Lanes.Place> place = lanes.enter(SLOW); place.isPresent(); place = lanes.enter(SLOW)) {
            places.add(place.get());
        }
        assertThat(places).hasSize(Lanes.WIDTH + Lanes.DEPTH);

        places.forEach(Lanes.Place::leave);

        assertThat(lanes.enter(SLOW)).isPresent();
    }

    @Test
    void narrowsTheLaneOfASlowEndpoint() {
        enterAndRun(SLOW, Lanes.WIDTH);
        for (int i = 0; i < Lanes.WIDTH; i++) {
            finishFirst(Duration.ofSeconds(15));
            enterAndRun(SLOW, 1);
        }

        assertThat(started).hasSizeLessThanOrEqualTo(Lanes.SLOW_WIDTH);
    }

    @Test
    void namesALaterTurnToEachThatFindsNoPlace() {
        enterAndRun(SLOW, Lanes.WIDTH + Lanes.DEPTH);

        Instant first = lanes.nextTurn(SLOW);
        Instant second = lanes.nextTurn(SLOW);

        assertThat(first).isEqualTo(clock.instant().plusMillis(250));
        assertThat(second).isAfter(first);
        Instant last = second;
        for (int i = 0; i < 100_000; i++) {
            last = lanes.nextTurn(SLOW);
        }
        assertThat(last).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    }

    private void enterAndRun(WebhookId webhook, int count) {
        for (int i = 0; i < count; i++) {
            lanes.enter(webhook)
                    .ifPresent(place -> place.run(() -> {
                        ran++;
                        clock.advance(took);
                        return () -> recorded++;
                    }));
        }
    }

    private void finishFirst(Duration newTook) {
        took = newTook;
        started.remove(0).run();
    }
}
