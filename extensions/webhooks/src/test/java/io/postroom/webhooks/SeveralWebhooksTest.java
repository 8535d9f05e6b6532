package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookState;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which webhooks are told of which events. */
class SeveralWebhooksTest {
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
    void tellsOfAnEventFromBeforeTheWebhookWhenAnOperatorAsksForIt() {
        MailEvent event = rig.logged(1);
        rig.start();
        await(() -> !cursor().equals(Position.START) || advanced(Duration.ofSeconds(1)));
        Webhook webhook = rig.webhook(1, "/hook");

        rig.relay().redeliver(Fixtures.ORGANIZATION, webhook.id(), event.id());

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
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
    @Test
    void theCursorIsWrittenNowAndThenAndAtTheEnd() {
        Webhook webhook = rig.webhook(1, "/hook");
        rig.start();
        MailEvent event = rig.arrives(1);
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(cursor()).isEqualTo(Position.START);

        rig.relay().close();

        assertThat(cursor()).isEqualTo(rig.stores.log().end(Fixtures.ORGANIZATION));
    }

    private Position cursor() {
        return rig.stores.cursors().read(LogReader.CURSOR, Fixtures.ORGANIZATION);
    }

    private boolean advanced() {
        return advanced(Duration.ofMillis(5));
    }

    private boolean advanced(Duration time) {
        rig.clock.advance(time);
        return false;
    }
}
