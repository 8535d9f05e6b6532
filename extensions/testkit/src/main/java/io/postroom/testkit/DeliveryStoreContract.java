package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.DeliveryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does. */
public interface DeliveryStoreContract {
    Instant NOW = Fixtures.NOW;

    /** The store under test, empty at the start of each test. */
    DeliveryStore store();

    /** The clock the store asks; stands at {@link Fixtures#NOW} at the start of each test. */
    FixedClock clock();

    @Test
    default void findsWhatWasAdded() {
        Delivery delivery = Fixtures.delivery(1);

        store().add(delivery);

        assertThat(store().find(delivery.webhook(), delivery.event())).contains(delivery);
        assertThat(store().find(delivery.webhook(), Fixtures.eventId(2))).isEmpty();
        assertThat(store().find(Fixtures.webhookId(2), delivery.event())).isEmpty();
    }

    @Test
    default void showsWhatIsDueEarliestFirst() {
        Delivery later = waiting(1, NOW.plus(Duration.ofHours(2)));
        Delivery soon = waiting(2, NOW.plusSeconds(30));
        Delivery overdue = waiting(3, NOW.minus(Duration.ofHours(5)));
        Delivery exactly = waiting(4, NOW);
        List.of(later, soon, overdue, exactly).forEach(store()::add);

        assertThat(store().due(NOW, 10)).containsExactly(overdue, exactly);
        assertThat(store().due(NOW.plusSeconds(29), 10)).containsExactly(overdue, exactly);
        assertThat(store().due(NOW.plusSeconds(30), 10)).containsExactly(overdue, exactly, soon);
        assertThat(store().due(NOW.plus(Duration.ofHours(2)), 10)).containsExactly(overdue, exactly, soon, later);
        assertThat(store().due(NOW.plus(Duration.ofHours(2)), 2)).containsExactly(overdue, exactly);
    }

    @Test
    default void showsWhatWasAddedLateForATimeLongPast() {
        clock().advance(Duration.ofHours(3));
        assertThat(store().due(clock().instant(), 10)).isEmpty();

        Delivery overdue = waiting(1, NOW);
        store().add(overdue);

        assertThat(store().due(clock().instant(), 10)).containsExactly(overdue);
    }

    @Test
    default void anAttemptIsDueAgainWhenNobodyHasSaidHowItEnded() {
        Delivery waiting = waiting(1, NOW);
        Delivery attempting = waiting.withState(new DeliveryState.Attempting(NOW, NOW.plusSeconds(20)));
        store().add(waiting);

        store().update(waiting, attempting);

        assertThat(store().due(NOW.plusSeconds(19), 10)).isEmpty();
        assertThat(store().due(NOW.plusSeconds(20), 10)).containsExactly(attempting);
    }

    @Test
    default void aFinishedDeliveryIsNeverDue() {
        Delivery first = waiting(1, NOW);
        Delivery second = waiting(2, NOW);
        Delivery delivered = first.withState(new DeliveryState.Delivered(NOW.plusSeconds(1)));
        Delivery abandoned = second.withState(new DeliveryState.Abandoned(NOW.plusSeconds(1), "gone"));
        store().add(first);
        store().add(second);

        store().update(first, delivered);
        store().update(second, abandoned);

        assertThat(store().due(NOW.plus(Duration.ofDays(2)), 10)).isEmpty();
        assertThat(store().find(delivered.webhook(), delivered.event())).contains(delivered);
        assertThat(store().find(abandoned.webhook(), abandoned.event())).contains(abandoned);
    }

    @Test
    default void aDeliveryIsDueOnceHoweverOftenItIsPutOff() {
        Delivery delivery = waiting(1, NOW);
        store().add(delivery);
        for (int i = 1; i <= 8; i++) {
            Delivery later = delivery.withState(new DeliveryState.Waiting(NOW.plus(Duration.ofMinutes(7L * i))));
            store().update(delivery, later);
            store().update(delivery, later);
            delivery = later;
        }

        assertThat(store().due(NOW.plus(Duration.ofMinutes(55)), 10)).isEmpty();
        assertThat(store().due(NOW.plus(Duration.ofMinutes(56)), 10)).containsExactly(delivery);
    }

    @Test
    default void keepsTheAttempts() {
        Delivery delivery = Fixtures.delivery(1);
        store().add(delivery);
        Delivery tried = delivery.withAttempt(new Attempt(
                        NOW, Optional.empty(), Duration.ofMillis(15_000), Optional.of("no answer “in” time 👾")))
                .withAttempt(
                        new Attempt(NOW.plusSeconds(5), Optional.of(503), Duration.ofMillis(12), Optional.of("503")))
                .withAttempt(new Attempt(NOW.plusSeconds(305), Optional.of(204), Duration.ofNanos(1), Optional.empty()))
                .withState(new DeliveryState.Delivered(NOW.plusSeconds(305)));

        store().update(delivery, tried);

        assertThat(store().find(delivery.webhook(), delivery.event())).contains(tried);
    }

    @Test
    default void keepsTheAttemptsOfOneThatIsToldAgain() {
        Delivery delivery = Fixtures.delivery(1);
        store().add(delivery);
        Delivery tried = delivery.withAttempt(
                        new Attempt(NOW, Optional.of(500), Duration.ofMillis(12), Optional.of("status 500")))
                .withState(new DeliveryState.Abandoned(NOW, "why"));
        store().update(delivery, tried);
        Delivery again = tried.again(new DeliveryState.Waiting(NOW.plusSeconds(5)));

        store().update(tried, again);

        assertThat(store().find(delivery.webhook(), delivery.event())).contains(again);
        assertThat(again.attempts()).hasSize(1);
        assertThat(again.made()).isZero();
    }

    @Test
    default void listsTheDeliveriesOfAWebhookInBothDirections() {
        List<Delivery> deliveries = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            deliveries.add(Fixtures.delivery(1, number, NOW.plus(Duration.ofHours(number / 10))));
        }
        deliveries.forEach(store()::add);
        store().add(Fixtures.delivery(2, 1, NOW));

        List<Delivery> oldestFirst = PageWalk.oldestFirst(4, page -> store().list(Fixtures.webhookId(1), page));
        List<Delivery> newestFirst = PageWalk.newestFirst(4, page -> store().list(Fixtures.webhookId(1), page));

        List<Delivery> reversed = new ArrayList<>(deliveries);
        Collections.reverse(reversed);
        assertThat(oldestFirst).containsExactlyElementsOf(deliveries);
        assertThat(newestFirst).containsExactlyElementsOf(reversed);
    }

    @Test
    default void listsTheAbandonedOnesOfAnOrganization() {
        List<Delivery> abandoned = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            Delivery waiting = Fixtures.delivery(number % 3, number, NOW.plusSeconds(number));
            Delivery ended = waiting.withState(new DeliveryState.Abandoned(NOW.plusSeconds(60), "gone"));
            store().add(waiting);
            store().update(waiting, ended);
            abandoned.add(ended);
        }
        store().add(Fixtures.delivery(1, 100, NOW));

        assertThat(PageWalk.oldestFirst(2, page -> store().listAbandoned(Fixtures.ORGANIZATION, page)))
                .containsExactlyElementsOf(abandoned);
        assertThat(store().listAbandoned(Fixtures.OTHER_ORGANIZATION, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    default void aRedeliveryIsNoLongerAbandoned() {
        Delivery waiting = Fixtures.delivery(1);
        Delivery abandoned = waiting.withState(new DeliveryState.Abandoned(NOW, "gone"));
        Delivery again = abandoned.withState(new DeliveryState.Waiting(NOW.plusSeconds(60)));
        store().add(waiting);
        store().update(waiting, abandoned);

        store().update(abandoned, again);

        assertThat(store().listAbandoned(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(store().due(NOW.plusSeconds(60), 10)).containsExactly(again);
    }

    @Test
    default void forgetsADeliveryAfterThirtyDays() {
        Delivery old = Fixtures.delivery(1, 1, NOW);
        Delivery young = Fixtures.delivery(1, 2, NOW.plus(Duration.ofDays(1)));
        store().add(old);
        store().add(young);

        clock().advance(Duration.ofDays(30).plusSeconds(1));

        assertThat(store().find(old.webhook(), old.event())).isEmpty();
        assertThat(store().list(old.webhook(), PageRequest.first()).items()).containsExactly(young);
    }

    private static Delivery waiting(int event, Instant due) {
        return Fixtures.delivery(1, event, NOW).withState(new DeliveryState.Waiting(due));
    }
}
