package io.postroom.core.message;

import io.postroom.core.account.InboxId;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The row we keep of each message, so that lists need not read the mail itself.
 *
 * @param mailboxId where the mail server keeps its octets
 * @param digest of its octets less the trace headers; two messages of one digest are the same message
 * @param timestamp when it was received or sent, in milliseconds precision; never changes
 * @param size in octets, as stored
 */
public record Message(
        InboxId inbox,
        MessageId id,
        ThreadId thread,
        MailboxMessageId mailboxId,
        Digest digest,
        Instant timestamp,
        Labels labels,
        Envelope envelope,
        Optional<String> preview,
        List<Attachment> attachments,
        long size,
        Instant updatedAt) {

    public Message {
        attachments = List.copyOf(attachments);
    }

    /** Where it stands in lists. */
    public PageKey place() {
        return new PageKey(timestamp, id.value());
    }

    public Message withLabels(Labels now, Instant at) {
        return new Message(
                inbox, id, thread, mailboxId, digest, timestamp, now, envelope, preview, attachments, size, at);
    }
}
