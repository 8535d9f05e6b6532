package io.postroom.testkit;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes {@link Message}s of which a test says only what it cares for.
 *
 * <p>Unless told otherwise: in {@link Fixtures#SUPPORT}, {@code number} seconds after {@link Fixtures#NOW}, labelled
 * {@code received} and {@code unread}, in a thread of its own.
 */
public final class MessageBuilder {
    private InboxId inbox = Fixtures.SUPPORT;
    private MessageId id;
    private Optional<ThreadId> thread = Optional.empty();
    private MailboxMessageId mailboxId;
    private Instant timestamp;
    private Labels labels = Labels.of(Label.RECEIVED, Label.UNREAD);
    private String from = "Ann <ann@example.com>";
    private Optional<String> subject;
    private Optional<String> preview;
    private Optional<MessageId> inReplyTo = Optional.empty();
    private List<MessageId> references = List.of();
    private final List<Attachment> attachments = new ArrayList<>();
    private long size = 1234;

    MessageBuilder(int number) {
        id = new MessageId("<%06d@example.com>".formatted(number));
        mailboxId = new MailboxMessageId("mailbox-" + number);
        timestamp = Fixtures.NOW.plusSeconds(number);
        subject = Optional.of("Subject " + number);
        preview = Optional.of("Preview " + number);
    }

    public MessageBuilder in(InboxId newInbox) {
        inbox = newInbox;
        return this;
    }

    public MessageBuilder id(String newId) {
        id = new MessageId(newId);
        return this;
    }

    public MessageBuilder storedAs(MailboxMessageId newId) {
        mailboxId = newId;
        return this;
    }

    public MessageBuilder thread(ThreadId newThread) {
        thread = Optional.of(newThread);
        return this;
    }

    public MessageBuilder at(Instant newTimestamp) {
        timestamp = newTimestamp;
        return this;
    }

    public MessageBuilder labels(Label... newLabels) {
        labels = Labels.of(newLabels);
        return this;
    }

    public MessageBuilder from(String newFrom) {
        from = newFrom;
        return this;
    }

    public MessageBuilder subject(String newSubject) {
        subject = Optional.of(newSubject);
        return this;
    }

    public MessageBuilder withoutTexts() {
        subject = Optional.empty();
        preview = Optional.empty();
        return this;
    }

    /** Answers {@code parent}, whose thread it joins. */
    public MessageBuilder replyTo(Message parent) {
        inReplyTo = Optional.of(parent.id());
        references = List.of(parent.id());
        thread = Optional.of(parent.thread());
        return this;
    }

    public MessageBuilder references(MessageId... oldestFirst) {
        references = List.of(oldestFirst);
        return this;
    }

    public MessageBuilder attachment(Attachment attachment) {
        attachments.add(attachment);
        return this;
    }

    public MessageBuilder size(long octets) {
        size = octets;
        return this;
    }

    public Message build() {
        Envelope envelope = new Envelope(
                Optional.of(id),
                from,
                List.of(),
                List.of(inbox.value()),
                List.of("carol@example.com"),
                List.of(),
                subject,
                inReplyTo,
                references);
        return new Message(
                inbox,
                id,
                thread.orElseGet(() -> ThreadId.startedBy(inbox, id)),
                mailboxId,
                Digest.sha256(id.value()),
                timestamp,
                labels,
                envelope,
                preview,
                attachments,
                size,
                timestamp);
    }
}
