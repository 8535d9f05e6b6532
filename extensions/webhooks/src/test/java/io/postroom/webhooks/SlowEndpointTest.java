package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowEndpointTest {
    private static final int EVENTS = 600;

    private final CountDownLatch over = new CountDownLatch(1);
    private RelayRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new RelayRig();
        rig.sink.answer(request -> {
            if (request.path().equals("/slow")) {
                awaitEnd();
            }
            return HttpSink.Reply.of(204);
        });
    }

    @AfterEach
    void close() {
        over.countDown();
        rig.close();
    }

    @Test
    void delaysNobodyButItself() {
        rig.webhook(1, "/slow");
        rig.webhook(2, "/quick");
        rig.start();

        for (int i = 0; i < EVENTS; i++) {
            int arrived = i + 1;
            rig.arrives(i);
            await(() -> rig.sink.requests("/quick").size() == arrived);
        }

        assertThat(rig.sink.requests("/slow")).hasSizeLessThanOrEqualTo(Lanes.WIDTH);
    }

    @Test
    void getsWhatItWasOwedOnceItIsQuickAgain() {
        Webhook slow = rig.webhook(1, "/slow");
        rig.start();
        MailEvent last = rig.arrives(0);
        for (int i = 1; i < EVENTS; i++) {
            last = rig.arrives(i);
        }
        MailEvent newest = last;
        await(() -> rig.is(DeliveryState.Waiting.class, slow, newest));

        over.countDown();

        await(() -> {
            rig.clock.advance(Duration.ofMillis(5));
            return rig.sink.requests("/slow").size() >= EVENTS;
        });
        await(() -> rig.is(DeliveryState.Delivered.class, slow, newest));
    }

    @Test
    void isCutAtTheEndAndDueAtOnceAtTheNextStart() {
        Webhook slow = rig.webhook(1, "/slow");
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.sink.requests("/slow").size() == 1);

        rig.relay().close();

        assertThat(rig.is(DeliveryState.Waiting.class, slow, event)).isTrue();
        assertThat(rig.hasFailed(0, slow, event)).isTrue();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
