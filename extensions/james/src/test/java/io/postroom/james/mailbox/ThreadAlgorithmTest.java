package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.InboxId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.receive.MailboxChanges;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.james.mime.MimeMessageParser;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.ThreadNotFoundException;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.store.mail.model.MimeMessageId;
import org.junit.jupiter.api.Test;

class ThreadAlgorithmTest {
    private static final InboxId INBOX = Fixtures.SUPPORT;

    private final MemoryJames james = new MemoryJames();
    private final MemoryMessageStore rows = new MemoryMessageStore();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, james.messages);
    private final MailboxChanges changes = new MailboxChanges(
            inboxes, rows, new MessageOutlines(new MimeMessageParser()), mailboxes, new KeyedLocks(), new FixedClock());
    private final PostroomThreadIdGuessingAlgorithm algorithm = new PostroomThreadIdGuessingAlgorithm(
            rows, james.mailboxes.getMessageIdFactory(), james.mailboxes.getMapperFactory());
    private final Inbox inbox = Fixtures.inbox();
    private final MailboxSession session = james.client(INBOX);

    @Test
    void namesAThreadByItsOldestMessage() {
        inboxes.create(inbox);
        MailboxMessageId first = arrived("<1@example.com>", "");
        MailboxMessageId second = arrived("<2@example.com>", "<1@example.com>");
        MessageId fresh = james.mailboxes.getMessageIdFactory().generate();

        assertThat(guess(fresh, "<3@example.com>", "<2@example.com>", "").serialize())
                .isEqualTo(first.value());
        assertThat(guess(fresh, "<3@example.com>", "", "<1@example.com>\r\n <other@example.com>")
                        .serialize())
                .isEqualTo(first.value());
        assertThat(guess(fresh, "<4@example.com>", "<unknown@example.com>", "")).isEqualTo(new ThreadId(fresh));
        assertThat(algorithm
                        .getMessageIdsInThread(new ThreadId(id(first)), session)
                        .collectList()
                        .block())
                .containsExactly(id(first), id(second));
    }

    @Test
    void aMessageWithoutRowIsAThreadOfItsOwn() {
        MailboxMessageId draft =
                mailboxes.append(INBOX, mail("<d@example.com>", ""), Labels.of(Label.DRAFT), Fixtures.NOW);

        assertThat(algorithm
                        .getMessageIdsInThread(new ThreadId(id(draft)), session)
                        .collectList()
                        .block())
                .isEqualTo(List.of(id(draft)));
        ThreadId unknown = new ThreadId(james.mailboxes.getMessageIdFactory().fromString("999999"));
        assertThatThrownBy(
                        () -> algorithm.getMessageIdsInThread(unknown, session).blockLast())
                .hasRootCauseInstanceOf(ThreadNotFoundException.class);
    }

    private MailboxMessageId arrived(String id, String inReplyTo) {
        MailboxMessageId stored = mailboxes.append(INBOX, mail(id, inReplyTo), Labels.of(Label.RECEIVED), Fixtures.NOW);
        changes.appeared(INBOX, stored);
        return stored;
    }

    private static TextMessage mail(String id, String inReplyTo) {
        return TextMessage.of("Message-ID: " + id + "\nIn-Reply-To: " + inReplyTo + "\n\ntext\n");
    }

    private ThreadId guess(MessageId fresh, String own, String inReplyTo, String references) {
        return algorithm
                .guessThreadIdReactive(
                        fresh,
                        Optional.of(new MimeMessageId(own)),
                        Optional.of(new MimeMessageId(inReplyTo)),
                        Optional.of(List.of(new MimeMessageId(references))),
                        Optional.empty(),
                        session)
                .block();
    }

    private MessageId id(MailboxMessageId id) {
        return james.mailboxes.getMessageIdFactory().fromString(id.value());
    }
}
