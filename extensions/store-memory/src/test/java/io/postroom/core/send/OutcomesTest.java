package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventType;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageRef;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private final SendRig rig = new SendRig();
    private MessageRef message;

    @BeforeEach
    void send() {
        rig.sending.send(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                new SendMessage(SendRig.to("ann@example.com", "bob@example.com"), SendRig.text("s", "t")),
                Optional.empty());
        message = rig.outbox.mails().get(0).message();
    }

    @Test
    void tellsOnceThatAMessageLeaves() {
        rig.outcomes.sent(message, List.of("ann@example.com", "bob@example.com"));
        rig.outcomes.sent(message, List.of("ann@example.com"));

        assertThat(rig.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.MESSAGE_SENT);
            assertThat(event.body())
                    .isEqualTo(new EventBody.Sent(message, List.of("ann@example.com", "bob@example.com")));
        });
    }

    @Test
    void tellsOnceForEachThatAMessageArrived() {
        rig.outcomes.delivered(message, List.of("ann@example.com"));
        rig.outcomes.delivered(message, List.of("Ann@example.com"));
        rig.outcomes.delivered(message, List.of("bob@example.com"));

        assertThat(rig.events())
                .extracting(event -> event.body().getClass().getSimpleName())
                .containsExactly("Delivered", "Delivered");
        assertThat(rig.listed().get(0).labels()).isEqualTo(Labels.of(Label.SENT, Label.DELIVERED));
        assertThat(rig.mailboxes.all(Fixtures.SUPPORT).get(0).labels())
                .isEqualTo(Labels.of(Label.SENT, Label.DELIVERED));
    }

    @Test
    void aCopyThatIsGoneIsNoReasonToKeepQuiet() {
        rig.messages.deleteAll(rig.inbox);

        rig.outcomes.delivered(message, List.of("ann@example.com"));

        assertThat(rig.events()).hasSize(1);
    }

    @Test
    void nothingHappensWhereTheInboxIsGone() {
        rig.inboxes.delete(rig.inbox);

        rig.outcomes.sent(message, List.of("ann@example.com"));

        assertThat(rig.events()).isEmpty();
    }
}
