package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageRef;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Set;
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
                Asker.ANYBODY);
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
        rig.outcomes.delivered(message, List.of("ann@example.com", "bob@example.com"));

        assertThat(rig.events())
                .extracting(MailEvent::body)
                .containsExactly(
                        new EventBody.Delivered(message, List.of("ann@example.com")),
                        new EventBody.Delivered(message, List.of("bob@example.com")));
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

    private DeliveryFailure gone() {
        return DeliveryFailure.ofReport("failed", "5.1.1", "").orElseThrow();
    }

    @Test
    void keepsAMessageFromThoseWhoAreSuppressedByTheTimeItLeaves() {
        rig.outcomes.bounced(message, "Ann@example.com", gone());

        Set<String> refused = rig.outcomes.refused(message, List.of("ann@Example.com", "bob@example.com"));
        rig.outcomes.refused(message, List.of("ann@example.com"));

        assertThat(refused).containsExactly("ann@example.com");
        assertThat(rig.events()).hasSize(2);
        assertThat(rig.events().get(1).type()).isEqualTo(EventType.MESSAGE_REJECTED);
        assertThat(((EventBody.Rejected) rig.events().get(1).body()).reason()).contains("ann@example.com");
        assertThat(rig.listed().get(0).labels()).isEqualTo(Labels.of(Label.SENT, Label.BOUNCED, Label.REJECTED));
    }

    @Test
    void refusesNobodyWhoIsNotSuppressed() {
        assertThat(rig.outcomes.refused(message, List.of("ann@example.com"))).isEmpty();

        assertThat(rig.events()).isEmpty();
    }

    @Test
    void anAddressOfThisServerIsNotSuppressed() {
        rig.outcomes.bounced(message, "ann@example.com", DeliveryFailure.NOBODY_HERE);

        assertThat(rig.events()).hasSize(1);
        assertThat(rig.suppressions.among(Fixtures.ORGANIZATION, List.of("ann@example.com")))
                .isEmpty();
    }

    @Test
    void thoseWhoBouncedWereNotReached() {
        rig.outcomes.bounced(message, "ann@example.com", gone());

        rig.outcomes.deliveredUnlessBounced(message, List.of("ann@example.com", "bob@example.com"));
        rig.outcomes.deliveredUnlessBounced(message, List.of("ann@example.com"));

        assertThat(rig.events()).hasSize(2);
        assertThat(rig.events().get(1).body()).isEqualTo(new EventBody.Delivered(message, List.of("bob@example.com")));
    }

    @Test
    void thoseWhoWereReachedByAnEarlierAttemptAreNotToldAgainBesideThoseOfALaterOne() {
        rig.outcomes.delivered(message, List.of("ann@example.com", "bob@example.com"));

        rig.outcomes.bounced(message, "dan@example.com", gone());
        rig.outcomes.deliveredUnlessBounced(
                message, List.of("ann@example.com", "bob@example.com", "carol@example.com"));

        assertThat(rig.events().stream()
                        .map(MailEvent::body)
                        .filter(EventBody.Delivered.class::isInstance)
                        .map(EventBody.Delivered.class::cast)
                        .flatMap(body -> body.recipients().stream()))
                .containsExactly("ann@example.com", "bob@example.com", "carol@example.com");
    }
}
