package io.postroom.core.thread;

import io.postroom.core.message.AttachmentFields;
import io.postroom.core.message.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code /v0} shows of a thread; see {@link io.postroom.core.message.MessageFields}. */
public final class ThreadFields {
    private ThreadFields() {}

    /** As in a list: without its messages. A new map, which the caller may add to. */
    public static Map<String, Object> item(ThreadSummary thread) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inbox_id", thread.inbox().value());
        fields.put("thread_id", thread.id().toString());
        fields.put("labels", thread.labels().texts());
        fields.put("timestamp", Timestamps.format(thread.timestamp()));
        thread.receivedTimestamp().ifPresent(at -> fields.put("received_timestamp", Timestamps.format(at)));
        thread.sentTimestamp().ifPresent(at -> fields.put("sent_timestamp", Timestamps.format(at)));
        fields.put("senders", thread.senders());
        fields.put("recipients", thread.recipients());
        thread.subject().ifPresent(subject -> fields.put("subject", subject));
        thread.preview().ifPresent(preview -> fields.put("preview", preview));
        if (!thread.attachments().isEmpty()) {
            fields.put("attachments", AttachmentFields.of(thread.attachments()));
        }
        fields.put("last_message_id", thread.lastMessage().value());
        fields.put("message_count", thread.messageCount());
        fields.put("size", thread.size());
        fields.put("updated_at", Timestamps.format(thread.updatedAt()));
        fields.put("created_at", Timestamps.format(thread.createdAt()));
        return fields;
    }
}
