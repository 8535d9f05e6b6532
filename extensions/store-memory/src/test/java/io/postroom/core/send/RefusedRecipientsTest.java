package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListType;
import io.postroom.core.list.Suppression;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RefusedRecipientsTest {
    private final SendRig rig = new SendRig();

    private void list(Direction direction, ListType type, String name) {
        ListKey list = new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), direction, type);
        rig.lists.save(new ListEntry(list, new EntryName(name), Optional.empty(), Fixtures.NOW));
        rig.clock.advance(Duration.ofSeconds(10));
    }

    private SentMessage send(String... recipients) {
        SendMessage message = new SendMessage(SendRig.to(recipients), SendRig.text("s", "t"));
        return rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, message, Asker.ANYBODY);
    }

    private void assertRejects(String address, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.MESSAGE_REJECTED);
            assertThat(refused).hasMessageContaining(address);
        });
    }

    @Test
    void oneBlockedRecipientKeepsTheWholeMessageBack() {
        list(Direction.SEND, ListType.BLOCK, "example.com");

        assertRejects("ann@example.com", () -> send("bob@example.org", "Ann@Example.com"));

        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(rig.listed()).isEmpty();
        send("bob@example.org");
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void answersAndForwardsAreSentMailToo() {
        MessageId received =
                rig.receive(TextMessage.of("<1@example.com>", "Hello", "Text")).id();
        list(Direction.SEND, ListType.ALLOW, "example.org");
        list(Direction.REPLY, ListType.ALLOW, "ann@example.com");
        ReplyMessage reply = new ReplyMessage(Addressees.NONE, false, SendRig.text("s", "t"));
        SendMessage forward = new SendMessage(SendRig.to("bob@example.com"), SendRig.text("s", "t"));

        assertRejects(
                "ann@example.com",
                () -> rig.sending.reply(Callers.unrestricted(), Fixtures.SUPPORT, received, reply, Asker.ANYBODY));
        assertRejects(
                "bob@example.com",
                () -> rig.sending.forward(Callers.unrestricted(), Fixtures.SUPPORT, received, forward, Asker.ANYBODY));
    }

    @Test
    void noListLetsMailOutToASuppressedAddress() {
        rig.suppressions.add(new Suppression(
                Fixtures.ORGANIZATION,
                "ann@example.com",
                Suppression.Cause.BOUNCE,
                "5.1.1",
                Fixtures.SUPPORT,
                new MessageId("<1@agents.example>"),
                Fixtures.NOW));
        list(Direction.SEND, ListType.ALLOW, "ann@example.com");

        assertRejects("bounced or was complained of: ann@example.com", () -> send("ann@example.com"));
    }

    @Test
    void whatLeavesLaterIsHeldAgainstTheListsOfThatTime() {
        send("ann@example.com", "bob@example.com");
        MessageRef message = rig.outbox.mails().get(0).message();
        list(Direction.SEND, ListType.BLOCK, "ann@example.com");

        assertThat(rig.outcomes.refused(message, List.of("Ann@example.com", "bob@example.com")))
                .containsExactly("ann@example.com");

        assertThat(rig.events())
                .singleElement()
                .satisfies(event ->
                        assertThat(((EventBody.Rejected) event.body()).reason()).contains("ann@example.com"));
        assertThat(rig.listed().get(0).labels().contains(Label.REJECTED)).isTrue();
    }
}
