package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A first call does not wait for the store, and nothing is lost by that. */
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
    void isMadeWhileTheRecordIsWritten() {
        rig.deliveries.beforeAdding(delivery -> await(() -> !rig.sink.requests().isEmpty()));
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitDelivered(event);
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void isMadeOnceThoughTheRecordFailsAtFirst() {
        AtomicBoolean answered = new AtomicBoolean();
        rig.sink.answer(request -> {
            answered.set(true);
            return HttpSink.Reply.of(200);
        });
        rig.deliveries.beforeAdding(delivery -> {
            if (!answered.get()) {
                throw new UncheckedIOException(new IOException("switched off by the test"));
            }
        });
        rig.start();

        MailEvent event = rig.arrives(1);

        awaitDelivered(event);
        rig.relay().close();
        assertThat(rig.sink.requests()).hasSize(1);
    }

    @Test
    void isMadeAgainIfTheProcessEndsBeforeItIsOnRecord() {
        rig.deliveries.beforeAdding(delivery -> {
            throw new UncheckedIOException(new IOException("switched off by the test"));
        });
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> !rig.sink.requests().isEmpty());
        rig.relay().close();
        assertThat(rig.delivery(webhook, event)).isEmpty();
        rig.deliveries.beforeAdding(delivery -> {});

        rig.restart();

        awaitDelivered(event);
        assertThat(rig.sink.requests()).hasSize(2);
    }

    @Test
    void isMadeForTheNextEventWhileTheOneBeforeIsBeingWrittenDown() {
        CountDownLatch goOn = new CountDownLatch(1);
        MailEvent slow = rig.logged(1);
        rig.deliveries.beforeAdding(delivery -> holdUp(delivery, slow, goOn));
        rig.start();
        await(() -> !rig.sink.requests().isEmpty());

        MailEvent next = rig.arrives(2);

        awaitDelivered(next);
        rig.clock.advance(Duration.ofSeconds(2));
        MailEvent last = rig.arrives(3);
        awaitDelivered(last);
        assertThat(cursor()).isEqualTo(Position.START);
        assertThat(rig.delivery(webhook, slow)).isEmpty();
        goOn.countDown();
        awaitDelivered(slow);
        await(() -> cursor().equals(rig.stores.log().end(Fixtures.ORGANIZATION)));
        assertThat(rig.sink.requests()).hasSize(3);
    }

    private static void holdUp(Delivery delivery, MailEvent slow, CountDownLatch goOn) {
        try {
            if (delivery.event().equals(slow.id())) {
                goOn.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
