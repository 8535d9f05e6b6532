package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Message} in an event. */
record MessageJson(
        @JsonProperty("v") int version,
        @JsonProperty("inbox") String inbox,
        @JsonProperty("id") String id,
        @JsonProperty("thread") String thread,
        @JsonProperty("mailbox_id") String mailboxId,
        @JsonProperty("digest") String digest,
        @JsonProperty("timestamp") String timestamp,
        @JsonProperty("labels") @Nullable List<String> labels,
        @JsonProperty("envelope") EnvelopeJson envelope,
        @JsonProperty("preview") @Nullable String preview,
        @JsonProperty("attachments") AttachmentsJson attachments,
        @JsonProperty("size") long size,
        @JsonProperty("updated_at") String updatedAt) {

    static MessageJson of(Message message) {
        return new MessageJson(
                Json.VERSION,
                message.inbox().value(),
                message.id().value(),
                message.thread().toString(),
                message.mailboxId().value(),
                message.digest().hex(),
                message.timestamp().toString(),
                message.labels().texts(),
                EnvelopeJson.of(message.envelope()),
                message.preview().orElse(null),
                AttachmentsJson.of(message.attachments()),
                message.size(),
                message.updatedAt().toString());
    }

    Message toMessage() {
        return new Message(
                new InboxId(inbox),
                new MessageId(id),
                ThreadId.parse(thread),
                new MailboxMessageId(mailboxId),
                new Digest(digest),
                Instant.parse(timestamp),
                Labels.parse(Json.orEmpty(labels)),
                envelope.toEnvelope(),
                Optional.ofNullable(preview),
                attachments.toAttachments(),
                size,
                Instant.parse(updatedAt));
    }
}
