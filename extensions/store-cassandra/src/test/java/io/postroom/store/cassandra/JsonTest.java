package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.inbox.Metadata;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.OddStrings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void everyFormNamesItsVersion() {
        Message message = Fixtures.message(1).build();

        assertThat(List.of(
                        Json.write(EnvelopeJson.of(message.envelope())),
                        Json.write(AttachmentsJson.of(List.of())),
                        Json.write(MessageJson.of(message)),
                        Json.write(ThreadJson.of(ThreadSummary.startedBy(message))),
                        MetadataJson.write(Metadata.EMPTY),
                        WebhookJson.write(Fixtures.webhook(1)),
                        DeliveryJson.write(new DeliveryState.Waiting(Fixtures.NOW)),
                        DeliveryJson.writeAttempts(Fixtures.delivery(1)),
                        EventJson.write(Fixtures.received(message).body())))
                .allMatch(text -> text.startsWith("{\"v\":1"));
    }

    @Test
    void passesOverFieldsOfALaterForm() {
        String later = "{\"v\":2,\"from\":\"Ann\",\"to\":[\"bob@example.com\"],\"later\":{\"a\":[1]}}";

        Envelope envelope = Json.read(later, EnvelopeJson.class).toEnvelope();

        assertThat(envelope.from()).isEqualTo("Ann");
        assertThat(envelope.to()).containsExactly("bob@example.com");
        assertThat(envelope.subject()).isEmpty();
    }

    @Test
    void whatIsEmptyTakesNoRoom() {
        Envelope empty = new Envelope(
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        String text = Json.write(EnvelopeJson.of(empty));

        assertThat(text).isEqualTo("{\"v\":1}");
        assertThat(Json.read(text, EnvelopeJson.class).toEnvelope()).isEqualTo(empty);
    }

    @Test
    void everyTextComesBackAsItWas() {
        for (String line : OddStrings.LINES) {
            Message message = Fixtures.message(1).subject(line).from(line).build();

            assertThat(Json.read(Json.write(MessageJson.of(message)), MessageJson.class)
                            .toMessage())
                    .isEqualTo(message);
        }
    }

    @Test
    void everyStateOfADeliveryComesBackAsItWas() {
        for (DeliveryState state : List.of(
                new DeliveryState.Waiting(Fixtures.NOW.plusNanos(1)),
                new DeliveryState.Attempting(Fixtures.NOW, Fixtures.NOW.plusNanos(1)),
                new DeliveryState.Delivered(Fixtures.NOW),
                new DeliveryState.Abandoned(Fixtures.NOW, "why"))) {
            assertThat(DeliveryJson.readState(DeliveryJson.write(state))).isEqualTo(state);
        }
    }

    @Test
    void saysWhatIsWrongWithoutShowingIt() {
        assertThatThrownBy(() -> Json.read("{\"from\": secret", EnvelopeJson.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a column of ours holds no EnvelopeJson at character ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
