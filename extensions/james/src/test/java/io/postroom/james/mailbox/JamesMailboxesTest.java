package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.StoredMail;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.TextMessage;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.model.MessageRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JamesMailboxesTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final InboxId OTHER = new InboxId("sales@agents.example");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Labels NEW = Labels.of(Label.RECEIVED, Label.UNREAD);
    private static final TextMessage MAIL = TextMessage.of("<1@example.com>", "Hello", "text");

    private final MemoryJames james = new MemoryJames();
    private final JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, james.messages);

    @Test
    void storesAMessageAsItCame() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);

        StoredMail stored = mailboxes.find(INBOX, id).orElseThrow();

        assertThat(stored.id()).isEqualTo(id);
        assertThat(stored.labels()).isEqualTo(NEW);
        assertThat(stored.receivedAt()).isEqualTo(AT);
        assertThat(stored.raw().size()).isEqualTo(MAIL.size());
        for (int i = 0; i < 2; i++) {
            try (InputStream in = stored.raw().open()) {
                assertThat(in.readAllBytes()).isEqualTo(MAIL.octets());
            }
        }
    }

    @Test
    void givesTheOctetsOfAMessageUntilItIsDeleted() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);

        JamesMailboxes another = new JamesMailboxes(james.mailboxes, james.messages);
        for (JamesMailboxes reader : List.of(mailboxes, another)) {
            try (InputStream in = reader.octets(INBOX, id).orElseThrow().open()) {
                assertThat(in.readAllBytes()).isEqualTo(MAIL.octets());
            }
            assertThat(reader.octets(OTHER, id)).isEmpty();
        }

        mailboxes.delete(INBOX, List.of(id));
        assertThat(mailboxes.octets(INBOX, id)).isEmpty();
        assertThat(another.octets(INBOX, id)).isEmpty();
    }

    @Test
    void storesEachMessageInTheFolderOfItsLabels() throws Exception {
        mailboxes.append(INBOX, MAIL, Labels.of(Label.RECEIVED, Label.SPAM), AT);
        mailboxes.append(INBOX, MAIL, Labels.of(Label.SENT), AT);

        assertThat(james.mailbox(INBOX, "Spam").getMessageCount(james.client(INBOX)))
                .isEqualTo(1);
        assertThat(james.mailbox(INBOX, "Sent").getMessageCount(james.client(INBOX)))
                .isEqualTo(1);
    }

    @Test
    void showsNoMessageOfAnotherInbox() {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);

        assertThat(mailboxes.find(OTHER, id)).isEmpty();
        assertThat(mailboxes.labelsOf(OTHER, id)).isEmpty();
        mailboxes.delete(OTHER, List.of(id));
        mailboxes.setLabels(OTHER, List.of(id), Labels.NONE);
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(NEW);
    }

    @Test
    @Timeout(60)
    void labelsMessagesHoweverManyOthersHave() {
        for (int i = 0; i < 300; i++) {
            mailboxes.append(OTHER, MAIL, NEW, AT);
        }
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);

        mailboxes.setLabels(INBOX, List.of(id), Labels.of(Label.RECEIVED));

        assertThat(mailboxes.labelsOf(INBOX, id)).contains(Labels.of(Label.RECEIVED));
    }

    @Test
    void keepsTheIdOfAMessageItMoves() {
        MailboxMessageId other = mailboxes.append(INBOX, MAIL, NEW, AT);
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);
        Labels binned = Labels.of(Label.RECEIVED, Label.TRASH, Label.SPAM, new Label("Ünsinn"));

        mailboxes.setLabels(INBOX, List.of(id), binned);
        assertThat(mailboxes.find(INBOX, id).orElseThrow().labels()).isEqualTo(binned);
        assertThat(folderOf(id)).isEqualTo("Trash");

        mailboxes.setLabels(INBOX, List.of(id), binned.without(Labels.of(Label.TRASH)));
        assertThat(folderOf(id)).isEqualTo("Spam");

        mailboxes.setLabels(INBOX, List.of(id), NEW);
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(NEW);
        assertThat(folderOf(id)).isEqualTo("INBOX");
        assertThat(mailboxes.labelsOf(INBOX, other)).contains(NEW);
    }

    @Test
    void archivesAMessageAndPutsItBackWhereItCameFrom() {
        MailboxMessageId received = mailboxes.append(INBOX, MAIL, NEW, AT);
        MailboxMessageId sent = mailboxes.append(INBOX, MAIL, Labels.of(Label.SENT), AT);
        Labels archived = Labels.of(Label.ARCHIVED);

        mailboxes.setLabels(INBOX, List.of(received), NEW.with(archived));
        mailboxes.setLabels(INBOX, List.of(sent), Labels.of(Label.SENT, Label.ARCHIVED));
        assertThat(folderOf(received)).isEqualTo("Archive");
        assertThat(folderOf(sent)).isEqualTo("Archive");

        mailboxes.setLabels(INBOX, List.of(received), NEW);
        mailboxes.setLabels(INBOX, List.of(sent), Labels.of(Label.SENT));
        assertThat(folderOf(received)).isEqualTo("INBOX");
        assertThat(folderOf(sent)).isEqualTo("Sent");
    }

    @Test
    void anArchivedMessageIsRememberedInTheTrashUntilAPersonPutsItIntoView() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);
        mailboxes.openOrCreate(INBOX, io.postroom.core.message.Folder.ARCHIVE, james.client(INBOX));
        Labels both = NEW.with(Labels.of(Label.ARCHIVED, Label.TRASH));

        mailboxes.setLabels(INBOX, List.of(id), both);
        assertThat(folderOf(id)).isEqualTo("Trash");
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(both);
        mailboxes.setLabels(INBOX, List.of(id), NEW.with(Labels.of(Label.ARCHIVED)));
        assertThat(folderOf(id)).isEqualTo("Archive");

        mailboxes.setLabels(INBOX, List.of(id), both);
        james.mailboxes.moveMessages(
                MessageRange.all(), james.path(INBOX, "Trash"), james.path(INBOX, "INBOX"), james.client(INBOX));
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(NEW);
    }

    @Test
    void leavesAMessageInAMailboxThatAPersonMade() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);
        james.mailboxes.createMailbox(james.path(INBOX, "Work"), james.client(INBOX));
        james.mailboxes.moveMessages(
                MessageRange.all(), james.path(INBOX, "INBOX"), james.path(INBOX, "Work"), james.client(INBOX));

        mailboxes.setLabels(INBOX, List.of(id), Labels.of(Label.RECEIVED, new Label("read")));
        assertThat(folderOf(id)).isEqualTo("Work");

        mailboxes.setLabels(INBOX, List.of(id), Labels.of(Label.RECEIVED, Label.ARCHIVED));
        assertThat(folderOf(id)).isEqualTo("Archive");
    }

    @Test
    void leavesASentMessageWhereAPersonPutIt() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, Labels.of(Label.SENT), AT);
        mailboxes.openOrCreate(INBOX, io.postroom.core.message.Folder.INBOX, james.client(INBOX));
        james.mailboxes.moveMessages(
                MessageRange.all(), james.path(INBOX, "Sent"), james.path(INBOX, "INBOX"), james.client(INBOX));

        mailboxes.setLabels(INBOX, List.of(id), Labels.of(Label.SENT, Label.STARRED));

        assertThat(folderOf(id)).isEqualTo("INBOX");
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(Labels.of(Label.SENT, Label.STARRED));
    }

    @Test
    void aCopyInTheTrashDoesNotPutTheMessageThere() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);
        mailboxes.openOrCreate(INBOX, io.postroom.core.message.Folder.TRASH, james.client(INBOX));
        james.mailboxes.copyMessages(
                MessageRange.all(), james.path(INBOX, "INBOX"), james.path(INBOX, "Trash"), james.client(INBOX));
        assertThat(mailboxes.labelsOf(INBOX, id)).contains(NEW);

        MessageManager inbox = james.mailbox(INBOX, "INBOX");
        inbox.setFlags(new Flags(Flags.Flag.DELETED), FlagsUpdateMode.ADD, MessageRange.all(), james.client(INBOX));

        assertThat(mailboxes.labelsOf(INBOX, id)).contains(NEW.with(Labels.of(Label.TRASH)));
    }

    @Test
    void deletesFromEveryMailbox() throws Exception {
        MailboxMessageId id = mailboxes.append(INBOX, MAIL, NEW, AT);

        mailboxes.delete(INBOX, List.of(id));
        mailboxes.delete(INBOX, List.of(id));
        mailboxes.setLabels(INBOX, List.of(id), NEW);

        assertThat(mailboxes.find(INBOX, id)).isEmpty();
        assertThat(james.mailbox(INBOX, "INBOX").getMessageCount(james.client(INBOX)))
                .isZero();
    }

    @Test
    void findsWhatWasStoredSinceByItsContent() throws Exception {
        Digest digest = ContentDigest.of(MAIL);
        assertThat(mailboxes.search(INBOX, digest, AT)).isEmpty();
        MailboxMessageId old = mailboxes.append(INBOX, MAIL, NEW, AT.minus(Duration.ofDays(1)));
        for (int i = 0; i < 250; i++) {
            mailboxes.append(INBOX, TextMessage.of("<n" + i + "@example.com>", "n", "t"), NEW, AT.plusSeconds(1));
        }
        assertThat(mailboxes.search(INBOX, digest, AT)).isEmpty();

        assertThat(mailboxes.search(INBOX, digest, AT.minus(Duration.ofDays(1))))
                .contains(old);
        MailboxMessageId spam = mailboxes.append(INBOX, MAIL, Labels.of(Label.SPAM), AT);
        assertThat(mailboxes.search(INBOX, digest, AT)).contains(spam);
    }

    @Test
    void tellsTheDraftsInTheirOrder() throws Exception {
        assertThat(mailboxes.drafts(INBOX)).isEmpty();
        mailboxes.append(INBOX, MAIL, NEW, AT);
        MailboxMessageId one = mailboxes.append(INBOX, MAIL, Labels.of(Label.DRAFT), AT);
        MailboxMessageId two = mailboxes.append(INBOX, MAIL, Labels.of(Label.DRAFT), AT.minusSeconds(60));
        assertThat(mailboxes.drafts(INBOX)).containsExactly(one, two);

        mailboxes.delete(INBOX, List.of(one));

        assertThat(mailboxes.drafts(INBOX)).containsExactly(two);
    }

    @Test
    void showsEveryMessageButDrafts() throws Exception {
        MailboxMessageId one = mailboxes.append(INBOX, MAIL, NEW, AT);
        MailboxMessageId two = mailboxes.append(INBOX, MAIL, Labels.of(Label.SPAM), AT);
        MailboxMessageId three = mailboxes.append(INBOX, MAIL, NEW, AT);
        mailboxes.append(INBOX, MAIL, Labels.of(Label.DRAFT), AT);
        james.mailboxes.createMailbox(james.path(INBOX, "Work"), james.client(INBOX));
        MailboxMessageId four = new MailboxMessageId(james.mailbox(INBOX, "Work")
                .appendMessage(AppendCommand.builder().build(MAIL.octets()), james.client(INBOX))
                .getId()
                .getMessageId()
                .serialize());

        List<StoredMail> seen = new ArrayList<>();
        mailboxes.forEach(INBOX, seen::add);

        assertThat(seen).extracting(StoredMail::id).containsExactly(one, three, two, four);
        assertThat(seen)
                .extracting(StoredMail::labels)
                .containsExactly(NEW, NEW, Labels.of(Label.SPAM), Labels.of(Label.UNREAD));
        try (InputStream in = seen.get(1).raw().open()) {
            assertThat(in.readAllBytes()).isEqualTo(MAIL.octets());
        }
    }

    @Test
    void storesMailThatJamesCannotTakeApart() {
        StringBuilder deep = new StringBuilder("Subject: deep\n");
        for (int i = 0; i < 20_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        MailboxMessageId id = mailboxes.append(INBOX, TextMessage.of(deep.toString()), NEW, AT);

        assertThat(mailboxes.find(INBOX, id)).isPresent();
    }

    private String folderOf(MailboxMessageId id) {
        List<String> folders = new ArrayList<>();
        mailboxes.all(INBOX, james.client(INBOX)).forEach(mailbox -> {
            boolean here = reactor.core.publisher.Flux.from(StorageCalls.run(
                            () -> mailbox.listMessagesMetadata(MessageRange.all(), james.client(INBOX))))
                    .toStream()
                    .anyMatch(data -> data.getComposedMessageId()
                            .getMessageId()
                            .serialize()
                            .equals(id.value()));
            if (here) {
                folders.add(JamesMailboxes.path(mailbox).getName());
            }
        });
        return String.join(" ", folders);
    }
}
