package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No delivery is lost or done twice by a crash at any request. */
@ExtendWith(CassandraNode.class)
class InterruptedDeliveryStoreTest {
    private static final Instant LATER = Fixtures.NOW.plus(Duration.ofDays(1));

    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    InterruptedDeliveryStoreTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Test
    void anInterruptedAddIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDeliveryStore interrupted = new CassandraDeliveryStore(cut, clock);
                    return () -> interrupted.add(delivery(round));
                },
                round -> {
                    CassandraDeliveryStore next = new CassandraDeliveryStore(keyspace, clock);
                    Delivery later = Fixtures.delivery(round, round, Fixtures.NOW.plusSeconds(5));
                    Delivery known = next.find(later.webhook(), later.event()).orElse(later);
                    next.add(known);
                    assertIsDueOnce(next, known);
                    assertThat(next.list(Fixtures.webhookId(round), PageRequest.first())
                                    .items())
                            .containsExactly(known);
                });
    }

    @Test
    void anInterruptedUpdateLeavesADeliveryThatIsDueOnce() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDeliveryStore interrupted = new CassandraDeliveryStore(cut, clock);
                    interrupted.add(delivery(round));
                    return () -> interrupted.update(delivery(round), putOff(delivery(round)));
                },
                round -> {
                    CassandraDeliveryStore next = new CassandraDeliveryStore(keyspace, clock);
                    Delivery known = next.find(Fixtures.webhookId(round), Fixtures.eventId(round))
                            .orElseThrow();
                    assertThat(known).isIn(delivery(round), putOff(delivery(round)));
                    assertIsDueOnce(next, known);
                });
    }

    @Test
    void anInterruptedEndIsFinishedByItsRepetition() {
        Interruptions.everywhere(
                keyspace,
                round -> cut -> {
                    CassandraDeliveryStore interrupted = new CassandraDeliveryStore(cut, clock);
                    interrupted.add(delivery(round));
                    return () -> interrupted.update(delivery(round), abandoned(delivery(round)));
                },
                round -> {
                    CassandraDeliveryStore next = new CassandraDeliveryStore(keyspace, clock);
                    next.update(delivery(round), abandoned(delivery(round)));
                    assertThat(next.due(LATER, 1000)).doesNotContain(delivery(round));
                    assertThat(next.listAbandoned(Fixtures.ORGANIZATION, PageRequest.first(100))
                                    .items())
                            .contains(abandoned(delivery(round)));
                });
    }

    private static void assertIsDueOnce(CassandraDeliveryStore store, Delivery delivery) {
        List<Delivery> due = store.due(LATER, 1000).stream()
                .filter(known -> known.event().equals(delivery.event()))
                .toList();
        assertThat(due).containsExactly(delivery);
    }

    private static Delivery delivery(int round) {
        return Fixtures.delivery(round, round, Fixtures.NOW);
    }

    private static Delivery putOff(Delivery delivery) {
        return delivery.withState(new DeliveryState.Waiting(Fixtures.NOW.plus(Duration.ofHours(2))));
    }

    private static Delivery abandoned(Delivery delivery) {
        return delivery.withState(new DeliveryState.Abandoned(Fixtures.NOW, "gone"));
    }
}
