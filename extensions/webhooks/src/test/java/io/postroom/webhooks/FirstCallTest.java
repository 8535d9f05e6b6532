package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.EventId;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a first call waits for, and what not. */
class FirstCallTest {
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
    void isOnRecordBeforeItIsMade() {
        AtomicReference<Optional<Delivery>> seen = new AtomicReference<>(Optional.empty());
        rig.sink.answer(request -> {
            seen.set(rig.deliveries.find(webhook.id(), new EventId(request.header("svix-id"))));
            return HttpSink.Reply.of(200);
        });
        rig.start();

        awaitDelivered(rig.arrives(1));

        assertThat(seen.get().orElseThrow().state()).isInstanceOf(DeliveryState.Attempting.class);
    }

    @Test
    void isPreparedWhileTheRecordIsWritten() {
        rig.deliveries.beforeAdding(delivery -> await(() -> rig.mailboxes.looks() > 0));
        rig.start();

        awaitDelivered(rig.arrives(1));
    }

    @Test
    void isMadeOnceThoughTheRecordFailsAtFirst() {
        AtomicInteger tries = new AtomicInteger();
        rig.deliveries.beforeAdding(delivery -> {
            if (tries.incrementAndGet() < 3) {
                throw new UncheckedIOException(new IOException("switched off by the test"));
            }
        });
        rig.start();

        awaitDelivered(rig.arrives(1));
        rig.relay().close();

        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void isNotMadeWhileItCannotBeRecorded() {
        AtomicInteger tries = new AtomicInteger();
        rig.deliveries.beforeAdding(delivery -> {
            tries.incrementAndGet();
            throw new UncheckedIOException(new IOException("switched off by the test"));
        });
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> tries.get() > 3);
        rig.relay().close();
        assertThat(rig.sink.requests()).isEmpty();
        rig.deliveries.beforeAdding(delivery -> {});

        rig.restart();

        awaitDelivered(event);
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void isMadeForTheNextEventWhileTheOneBeforeIsBeingWrittenDown() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MailEvent slow = rig.logged(1);
        rig.deliveries.beforeAdding(delivery -> {
            if (delivery.event().equals(slow.id())) {
                held.countDown();
                RelayRig.await(goOn);
            }
        });
        rig.start();
        RelayRig.await(held);

        awaitDelivered(rig.arrives(2));
        rig.clock.advance(Duration.ofSeconds(2));
        awaitDelivered(rig.arrives(3));

        assertThat(cursor()).isEqualTo(Position.START);
        assertThat(rig.sink.requests()).hasSize(2);
        goOn.countDown();
        awaitDelivered(slow);
        await(() -> cursor().equals(rig.stores.log().end(Fixtures.ORGANIZATION)));
        assertThat(rig.sink.requests()).hasSize(3);
    }

    private Position cursor() {
        return rig.stores.cursors().read(LogReader.CURSOR, Fixtures.ORGANIZATION);
    }

    @Test
    void waitsForAStoreThatIsAway() {
        rig.start();
        rig.deliveries.away(true);
        MailEvent event = rig.arrives(1);
        await(rig.deliveries::refused);

        rig.deliveries.away(false);

        awaitDelivered(event);
        assertThat(rig.sink.requests()).hasSize(1);
    }

    private void awaitDelivered(MailEvent event) {
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }
}
