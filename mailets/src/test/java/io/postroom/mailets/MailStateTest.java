package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.receive.Receiver;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;

class MailStateTest {
    @Test
    void comesBackFromTheSpoolAsItWas() throws Exception {
        Mail before = FakeMail.builder().name("Mail1-!x").build();
        MailState state = new MailState(before);
        Receiver.Stored stored = new Receiver.Stored(
                new Claim(
                        Fixtures.SUPPORT,
                        new MessageId("<1@example.com>"),
                        Digest.sha256("x"),
                        Fixtures.NOW,
                        Optional.of(new MailboxMessageId("a b|c"))),
                true);
        state.addLabels(Labels.of(Label.RECEIVED, new Label("Grüße, \"x\"")));
        state.markDuplicateFor(Fixtures.SALES);
        state.setStored(stored);
        state.setOutages(3);
        state.origin();

        MailState after = new MailState(throughTheSpool(before, "another-name"));

        assertThat(after.labels()).isEqualTo(state.labels());
        assertThat(after.isDuplicateFor(Fixtures.SALES)).isTrue();
        assertThat(after.isDuplicateFor(Fixtures.SUPPORT)).isFalse();
        assertThat(after.stored(Fixtures.SUPPORT)).contains(stored);
        assertThat(after.stored(Fixtures.SALES)).isEmpty();
        assertThat(after.outages()).isEqualTo(3);
        assertThat(after.origin()).isEqualTo("Mail1");
    }

    @Test
    void knowsNothingOfANewMail() throws Exception {
        MailState state = new MailState(FakeMail.builder().name("Mail1").build());

        assertThat(state.labels()).isEqualTo(Labels.NONE);
        assertThat(state.stored(Fixtures.SUPPORT)).isEmpty();
        assertThat(state.isDuplicateFor(Fixtures.SUPPORT)).isFalse();
        assertThat(state.outages()).isZero();
    }

    /** James keeps attributes as JSON. */
    private static Mail throughTheSpool(Mail mail, String name) throws Exception {
        FakeMail.Builder copy = FakeMail.builder().name(name);
        mail.attributes().forEach(attribute -> copy.attribute(reread(attribute)));
        return copy.build();
    }

    private static Attribute reread(Attribute attribute) {
        try {
            String json = attribute.getValue().toJson().orElseThrow().toString();
            return new Attribute(attribute.getName(), AttributeValue.fromJsonString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
