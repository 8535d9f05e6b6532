package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.thread.ThreadSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link ThreadSummary} in a column or an event. */
record ThreadJson(
        @JsonProperty("v") int version,
        @JsonProperty("inbox") String inbox,
        @JsonProperty("id") String id,
        @JsonProperty("labels") @Nullable List<String> labels,
        @JsonProperty("timestamp") String timestamp,
        @JsonProperty("received_at") @Nullable String receivedTimestamp,
        @JsonProperty("sent_at") @Nullable String sentTimestamp,
        @JsonProperty("senders") @Nullable List<String> senders,
        @JsonProperty("recipients") @Nullable List<String> recipients,
        @JsonProperty("subject") @Nullable String subject,
        @JsonProperty("preview") @Nullable String preview,
        @JsonProperty("attachments") AttachmentsJson attachments,
        @JsonProperty("last_message") String lastMessage,
        @JsonProperty("count") int messageCount,
        @JsonProperty("size") long size,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    static ThreadJson of(ThreadSummary thread) {
        return new ThreadJson(
                Json.VERSION,
                thread.inbox().value(),
                thread.id().toString(),
                thread.labels().texts(),
                thread.timestamp().toString(),
                thread.receivedTimestamp().map(Instant::toString).orElse(null),
                thread.sentTimestamp().map(Instant::toString).orElse(null),
                thread.senders(),
                thread.recipients(),
                thread.subject().orElse(null),
                thread.preview().orElse(null),
                AttachmentsJson.of(thread.attachments()),
                thread.lastMessage().value(),
                thread.messageCount(),
                thread.size(),
                thread.createdAt().toString(),
                thread.updatedAt().toString());
    }

    ThreadSummary toSummary() {
        return new ThreadSummary(
                new InboxId(inbox),
                ThreadId.parse(id),
                Labels.parse(Json.orEmpty(labels)),
                Instant.parse(timestamp),
                Optional.ofNullable(receivedTimestamp).map(Instant::parse),
                Optional.ofNullable(sentTimestamp).map(Instant::parse),
                Json.orEmpty(senders),
                Json.orEmpty(recipients),
                Optional.ofNullable(subject),
                Optional.ofNullable(preview),
                attachments.toAttachments(),
                new MessageId(lastMessage),
                messageCount,
                size,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }
}
