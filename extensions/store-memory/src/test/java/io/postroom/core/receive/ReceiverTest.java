package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverTest {
    private static final TextMessage LETTER = TextMessage.of("<1@example.com>", "hello", "one");
    private static final TextMessage ANONYMOUS = TextMessage.of("From: Ann <ann@example.com>\nSubject: hello\n\none\n");

    private final Receiving room = new Receiving();

    @Test
    void storesListsAndAnnouncesAMessage() {
        room.deliver("a", LETTER);

        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
        assertThat(room.listed()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(new MessageId("<1@example.com>"));
            assertThat(message.labels()).isEqualTo(Receiving.NEW);
            assertThat(message.timestamp()).isEqualTo(Fixtures.NOW);
            assertThat(message.preview()).contains("one");
        });
        assertThat(room.announced()).isEqualTo(room.listed());
        assertThat(room.threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(1));
    }

    @Test
    void takesASecondCopyForTheMessageItKnows() {
        room.deliver("a", LETTER);
        room.clock.advance(Duration.ofMinutes(5));
        room.deliver("b", LETTER);

        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
        assertThat(room.listed()).hasSize(1);
        assertThat(room.events()).hasSize(1);
    }

    @Test
    void letsNobodyKeepAMessageOutBySendingItsIdFirst() {
        room.deliver("a", TextMessage.of("<1@example.com>", "hello", "forged"));
        room.clock.advance(Duration.ofSeconds(1));
        room.deliver("b", LETTER);
        room.deliver("b", LETTER);

        assertThat(room.listed())
                .hasSize(2)
                .extracting(Message::preview)
                .extracting(text -> text.orElse(""))
                .containsExactly("one", "forged");
        assertThat(room.listed().get(0).id().value()).matches("<[0-9a-f]{32}@agents\\.example>");
        assertThat(room.events()).hasSize(2).extracting(MailEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void keepsEachOfTwoEqualMessagesWithoutMessageId() {
        room.deliver("a", ANONYMOUS);
        room.deliver("b", ANONYMOUS);
        room.deliver("a", ANONYMOUS);

        assertThat(room.listed()).hasSize(2).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(2);
        assertThat(room.events()).hasSize(2);
    }

    @Test
    void announcesAnOldMessageToAnInboxThatWasDeletedAndMadeAnew() {
        room.deliver("a", LETTER);
        room.messages.deleteAll(room.inbox);
        Inbox anew = Fixtures.inbox(Fixtures.SUPPORT, Fixtures.NOW.plusSeconds(1));

        Arrival arrival = room.arrival("b", LETTER);
        room.receiver.announce(anew, room.receiver.store(anew, arrival), arrival);

        assertThat(room.events()).hasSize(2).extracting(MailEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void storesWithoutAWordWhatIsNotToBeAnnounced() {
        room.deliver(room.arrival("a", LETTER, room.clock.instant(), false));

        assertThat(room.listed()).hasSize(1);
        assertThat(room.events()).isEmpty();
    }

    @Test
    void labelsWhatCouldNotBeReadInFull() {
        room.deliver("a", TextMessage.of("Subject: x\nno colon\n\ntext"));

        Labels expected = Receiving.NEW.with(Labels.of(Label.MALFORMED));
        assertThat(room.listed()).singleElement().extracting(Message::labels).isEqualTo(expected);
        assertThat(room.mailboxes.all(Fixtures.SUPPORT))
                .singleElement()
                .satisfies(mail -> assertThat(mail.labels()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "spam,MESSAGE_RECEIVED_SPAM",
        "blocked,MESSAGE_RECEIVED_BLOCKED",
        "unauthenticated,MESSAGE_RECEIVED_UNAUTHENTICATED",
        "list,MESSAGE_RECEIVED"
    })
    void namesTheEventAfterWhatIsWrongWithTheMessage(String label, EventType type) {
        Arrival plain = room.arrival("a", LETTER);
        room.deliver(new Arrival(
                plain.origin(),
                plain.raw(),
                plain.digest(),
                plain.labels().with(Labels.parse(List.of(label))),
                true,
                plain.at()));

        assertThat(room.events()).extracting(MailEvent::type).containsExactly(type);
    }

    @Test
    void aMessageWithoutAPlaceInTheMailboxIsNotStored() {
        Arrival arrival = room.arrival("a", LETTER);
        Claim claim = new Claim(
                Fixtures.SUPPORT, new MessageId("<1@example.com>"), arrival.digest(), Fixtures.NOW, Optional.empty());

        assertThatThrownBy(() -> new Receiver.Stored(claim, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOneMessageOfManyCopiesThatComeAtTheSameMoment() {
        Race.of(16, number -> {
            room.deliver("copy" + number, LETTER);
            return number;
        });

        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
        assertThat(room.listed()).hasSize(1);
        assertThat(room.events()).hasSize(1);
        assertThat(room.threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(1));
    }

    @Test
    void countsEveryMessageOfAThreadThatComesAtTheSameMoment() {
        Race.of(16, number -> {
            room.deliver(
                    "m" + number,
                    TextMessage.of("Message-ID: <m" + number + "@example.com>\nReferences: <root@example.com>\n\nhi "
                            + number));
            return number;
        });

        assertThat(room.listed()).hasSize(16);
        assertThat(room.threads())
                .singleElement()
                .satisfies(thread -> assertThat(thread.messageCount()).isEqualTo(16));
    }
}
