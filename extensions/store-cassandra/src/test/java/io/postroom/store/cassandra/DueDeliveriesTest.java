package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class DueDeliveriesTest {
    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();
    private final CassandraDeliveryStore store;

    DueDeliveriesTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        store = new CassandraDeliveryStore(keyspace, clock);
    }

    @Test
    void slotsThatHavePassedAreForgotten() {
        for (int number = 0; number < 50; number++) {
            deliver(number, clock.instant());
            clock.advance(Duration.ofSeconds(10));
            store.due(clock.instant(), 10);
        }

        clock.advance(Duration.ofMinutes(2));
        store.due(clock.instant(), 10);

        assertThat(keyspace.rows(SimpleStatement.newInstance("SELECT * FROM " + keyspace.name() + ".delivery_slot")))
                .isEmpty();
        assertThat(keyspace.rows(SimpleStatement.newInstance("SELECT * FROM " + keyspace.name() + ".delivery_due")))
                .isEmpty();
    }

    @Test
    void manyThatAreDueComeInTheirOrderHoweverFewAreTaken() {
        List<Delivery> waiting = new ArrayList<>();
        for (int number = 0; number < 450; number++) {
            Delivery delivery = Fixtures.delivery(number % 7, number, Fixtures.NOW.plusMillis(number));
            store.add(delivery);
            waiting.add(delivery);
        }
        clock.advance(Duration.ofMinutes(5));

        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < waiting.size()) {
            List<Delivery> due = store.due(clock.instant(), 100);
            assertThat(due).isNotEmpty();
            for (Delivery delivery : due) {
                store.update(delivery, delivery.withState(new DeliveryState.Delivered(clock.instant())));
            }
            taken.addAll(due);
            clock.advance(Duration.ofSeconds(7));
        }

        assertThat(taken).containsExactlyElementsOf(waiting);
        assertThat(store.due(clock.instant(), 100)).isEmpty();
    }

    @Test
    void aProcessThatBeginsFindsWhatAnotherLeft() {
        Delivery soon = Fixtures.delivery(1, 1, Fixtures.NOW);
        Delivery later = Fixtures.delivery(1, 2, Fixtures.NOW)
                .withState(new DeliveryState.Waiting(Fixtures.NOW.plus(Duration.ofHours(10))));
        store.add(soon);
        store.add(later);
        clock.advance(Duration.ofHours(11));

        CassandraDeliveryStore next = new CassandraDeliveryStore(keyspace, clock);

        assertThat(next.due(clock.instant(), 10)).containsExactly(soon, later);
    }

    @Test
    void whatIsPutOffAgainAndAgainIsFoundEachTime() {
        Delivery delivery = Fixtures.delivery(1, 1, Fixtures.NOW);
        store.add(delivery);
        for (int round = 0; round < 20; round++) {
            Delivery found = store.due(clock.instant(), 10).get(0);
            assertThat(found).isEqualTo(delivery);
            delivery = found.withState(new DeliveryState.Waiting(clock.instant().plusSeconds(7)));
            store.update(found, delivery);
            assertThat(store.due(clock.instant(), 10)).isEmpty();
            clock.advance(Duration.ofSeconds(7));
        }
    }

    private void deliver(int number, Instant now) {
        Delivery waiting = Fixtures.delivery(1, number, now);
        Delivery attempting = waiting.withState(new DeliveryState.Attempting(now, now.plusSeconds(20)));
        store.add(waiting);
        store.update(waiting, attempting);
        store.update(attempting, attempting.withState(new DeliveryState.Delivered(now)));
    }
}
