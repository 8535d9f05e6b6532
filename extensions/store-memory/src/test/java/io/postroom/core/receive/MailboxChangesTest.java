package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxChangesTest {
    private static final TextMessage LETTER = TextMessage.of("<1@example.com>", "hello", "one");

    private final Receiving room = new Receiving();

    @Test
    void listsWhatAMailClientStoredAndTellsNobody() {
        MailboxMessageId id = stored(LETTER, Label.SENT);

        room.changes.appeared(Fixtures.SUPPORT, id);
        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(new MessageId("<1@example.com>"));
            assertThat(message.mailboxId()).isEqualTo(id);
            assertThat(message.labels()).isEqualTo(Labels.of(Label.SENT));
            assertThat(message.timestamp()).isEqualTo(Fixtures.NOW);
        });
        assertThat(room.events()).isEmpty();
    }

    @Test
    void listsAMessageWithoutMessageIdOnce() {
        MailboxMessageId id = stored(TextMessage.of("Subject: x\n\ntext"), Label.RECEIVED);

        room.changes.appeared(Fixtures.SUPPORT, id);
        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed()).hasSize(1);
    }

    @Test
    void listsOneOfTwoCopiesInTheMailbox() {
        MailboxMessageId first = stored(LETTER, Label.RECEIVED);
        MailboxMessageId second = stored(LETTER, Label.ARCHIVED);

        room.changes.appeared(Fixtures.SUPPORT, first);
        room.changes.appeared(Fixtures.SUPPORT, second);

        assertThat(room.listed()).extracting(Message::mailboxId).containsExactly(first);
    }

    @Test
    void aMailClientDoesNotSayWhoseSenderIsVerified() {
        room.deliver("a", LETTER);
        MailboxMessageId id = room.listed().get(0).mailboxId();

        relabel(id, Labels.of(Label.RECEIVED, Label.VERIFIED, Label.STARRED));
        assertThat(room.listed().get(0).labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.STARRED));
        Labels verified = Labels.of(Label.RECEIVED, Label.VERIFIED);
        new Rows(room.messages).relabel(room.inbox, room.listed().get(0), verified, room.clock.instant());
        relabel(id, Labels.of(Label.RECEIVED));

        assertThat(room.listed().get(0).labels()).isEqualTo(verified);
    }

    @Test
    void whatAMailClientStoresIsOfNoVerifiedSender() {
        MailboxMessageId id = stored(LETTER, Label.RECEIVED, Label.VERIFIED);

        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed().get(0).labels()).isEqualTo(Labels.of(Label.RECEIVED));
    }

    @Test
    void takesTheLabelsOfTheMailbox() {
        room.deliver("a", LETTER);
        Message before = room.listed().get(0);
        room.clock.advance(Duration.ofMinutes(1));

        relabel(before.mailboxId(), Labels.of(Label.RECEIVED, Label.STARRED));

        Message after = room.listed().get(0);
        assertThat(after.labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.STARRED));
        assertThat(after.updatedAt()).isEqualTo(Fixtures.NOW.plusSeconds(60));
        assertThat(after.timestamp()).isEqualTo(before.timestamp());
        assertThat(room.threads().get(0).labels()).isEqualTo(after.labels());
    }

    @Test
    void touchesNothingWhenTheLabelsAreTheSame() {
        room.deliver("a", LETTER);
        room.clock.advance(Duration.ofMinutes(1));

        relabel(room.listed().get(0).mailboxId(), Receiving.NEW);

        assertThat(room.listed().get(0).updatedAt()).isEqualTo(Fixtures.NOW);
    }

    @Test
    void bringsTheLabelsUpToDateOfAMessageThatAppearsAgain() {
        room.deliver("a", LETTER);
        MailboxMessageId id = room.listed().get(0).mailboxId();
        room.mailboxes.setLabels(Fixtures.SUPPORT, List.of(id), Labels.of(Label.RECEIVED));

        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed()).singleElement().extracting(Message::labels).isEqualTo(Labels.of(Label.RECEIVED));
    }

    @Test
    void removesTheRowAndTheThreadOfAMessageThatIsGone() {
        room.deliver("a", LETTER);
        MailboxMessageId id = room.listed().get(0).mailboxId();

        room.changes.removed(Fixtures.SUPPORT, id);
        room.changes.removed(Fixtures.SUPPORT, id);

        assertThat(room.listed()).isEmpty();
        assertThat(room.threads()).isEmpty();
    }

    @Test
    void tellsAThreadAnewThatAnOlderVersionTookForHidden() {
        room.deliver("a", LETTER);
        room.clock.advance(Duration.ofMinutes(1));
        room.deliver("b", TextMessage.of("Message-ID: <2@example.com>\nIn-Reply-To: <1@example.com>\n\ntwo"));
        Message first = room.listed().get(0);
        relabel(first.mailboxId(), Labels.of(Label.RECEIVED, Label.ARCHIVED));
        ThreadSummary thread = room.threads().get(0);
        ThreadSummary old = withLabels(thread, thread.labels().with(Labels.of(Label.ARCHIVED)));
        Message row = room.listed().get(0);
        room.messages.update(Fixtures.inbox(), row, row, thread, old);
        assertThat(room.threads()).containsExactly(old);

        room.changes.retell(Fixtures.SUPPORT, thread.id());

        assertThat(room.threads()).containsExactly(thread);
        room.changes.retell(Fixtures.SUPPORT, thread.id());
        assertThat(room.threads()).containsExactly(thread);
    }

    private static ThreadSummary withLabels(ThreadSummary thread, Labels labels) {
        return new ThreadSummary(
                thread.inbox(),
                thread.id(),
                labels,
                thread.timestamp(),
                thread.receivedTimestamp(),
                thread.sentTimestamp(),
                thread.senders(),
                thread.recipients(),
                thread.subject(),
                thread.preview(),
                thread.attachments(),
                thread.lastMessage(),
                thread.messageCount(),
                thread.size(),
                thread.createdAt(),
                thread.updatedAt());
    }

    @Test
    void keepsTheThreadOfARemovedMessageForTheOthers() {
        room.deliver("a", LETTER);
        room.clock.advance(Duration.ofMinutes(1));
        room.deliver("b", TextMessage.of("Message-ID: <2@example.com>\nIn-Reply-To: <1@example.com>\n\ntwo"));

        room.changes.removed(Fixtures.SUPPORT, room.listed().get(0).mailboxId());

        assertThat(room.threads()).singleElement().satisfies(thread -> {
            assertThat(thread.messageCount()).isEqualTo(1);
            assertThat(thread.lastMessage()).isEqualTo(new MessageId("<1@example.com>"));
            assertThat(thread.timestamp()).isEqualTo(Fixtures.NOW);
        });
    }

    @Test
    void givesAMessageThatIsDeletedAndComesAgainItsRowBack() {
        room.deliver("a", LETTER);
        MailboxMessageId first = room.listed().get(0).mailboxId();
        room.mailboxes.delete(Fixtures.SUPPORT, List.of(first));
        room.changes.removed(Fixtures.SUPPORT, first);

        room.deliver("b", LETTER);

        assertThat(room.listed()).hasSize(1);
        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
    }

    @Test
    void ignoresWhatIsNotOurs() {
        InboxId stranger = new InboxId("person@agents.example");
        MailboxMessageId id = room.mailboxes.append(stranger, LETTER, Receiving.NEW, Fixtures.NOW);

        room.changes.appeared(stranger, id);
        room.changes.refresh(stranger, id);
        room.changes.removed(stranger, id);
        room.changes.appeared(Fixtures.SUPPORT, new MailboxMessageId("no such message"));
        room.changes.refresh(Fixtures.SUPPORT, new MailboxMessageId("no such message"));

        assertThat(room.listed()).isEmpty();
    }

    @Test
    void givesAMessageThatGoesWhileItIsReadNoRow() {
        MailboxMessageId id = stored(LETTER, Label.RECEIVED);
        room.onceRead = () -> room.mailboxes.delete(Fixtures.SUPPORT, List.of(id));

        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed()).isEmpty();
        assertThat(room.threads()).isEmpty();
    }

    @Test
    void givesAMessageThatIsChangedWhileItIsReadTheLabelsItHasThen() {
        MailboxMessageId id = stored(LETTER, Label.RECEIVED);
        Labels labels = Labels.of(Label.RECEIVED, Label.STARRED);
        room.onceRead = () -> room.mailboxes.setLabels(Fixtures.SUPPORT, List.of(id), labels);

        room.changes.appeared(Fixtures.SUPPORT, id);

        assertThat(room.listed()).singleElement().extracting(Message::labels).isEqualTo(labels);
    }

    private void relabel(MailboxMessageId id, Labels labels) {
        room.mailboxes.setLabels(Fixtures.SUPPORT, List.of(id), labels);
        room.changes.refresh(Fixtures.SUPPORT, id);
    }

    private MailboxMessageId stored(TextMessage message, Label... label) {
        return room.mailboxes.append(Fixtures.SUPPORT, message, Labels.of(label), room.clock.instant());
    }
}
