package io.postroom.core.draft;

import io.postroom.core.account.ClientId;
import io.postroom.core.message.AttachmentFields;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code /v0} shows of a draft: its field names with plain JDK values, in the order of the contract. What is absent has no key; so have
 * empty lists, except {@code labels}. Each result is a new map, which the caller may add to.
 */
public final class DraftFields {
    private DraftFields() {}

    /** As in a list: no texts. */
    public static Map<String, Object> item(Draft draft) {
        Envelope envelope = draft.outline().envelope();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inbox_id", draft.inbox().value());
        fields.put("pod_id", draft.pod().toString());
        fields.put("draft_id", draft.id().toString());
        fields.put("labels", draft.labels().texts());
        putUnlessEmpty(fields, "to", envelope.to());
        putUnlessEmpty(fields, "cc", envelope.cc());
        putUnlessEmpty(fields, "bcc", envelope.bcc());
        envelope.subject().ifPresent(subject -> fields.put("subject", subject));
        draft.outline().preview().ifPresent(preview -> fields.put("preview", preview));
        putUnlessEmpty(
                fields, "attachments", AttachmentFields.of(draft.outline().attachments()));
        if (draft.kind() instanceof DraftKind.Reply reply) {
            fields.put("in_reply_to", reply.answered().value());
        }
        if (draft.kind() instanceof DraftKind.Forward forward) {
            fields.put("forward_of", forward.forwarded().value());
        }
        putSchedule(fields, draft.schedule());
        fields.put("updated_at", Timestamps.format(draft.updatedAt()));
        return fields;
    }

    /** A draft that a caller sends without a time has a status while that lasts. */
    private static void putSchedule(Map<String, Object> fields, Schedule schedule) {
        if (schedule instanceof Schedule.At) {
            fields.put("send_status", "scheduled");
        } else if (schedule instanceof Schedule.Sending) {
            fields.put("send_status", "sending");
        } else if (schedule instanceof Schedule.Failed failed) {
            fields.put("send_status", "failed");
            fields.put("send_error", failed.why());
        }
        schedule.time().ifPresent(at -> fields.put("send_at", Timestamps.format(at)));
    }

    /** With the texts and all else. */
    public static Map<String, Object> full(OpenedDraft opened) {
        Draft draft = opened.draft();
        Envelope envelope = draft.outline().envelope();
        Map<String, Object> fields = item(draft);
        draft.clientId().map(ClientId::value).ifPresent(name -> fields.put("client_id", name));
        putUnlessEmpty(fields, "reply_to", envelope.replyTo());
        opened.text().ifPresent(text -> fields.put("text", text));
        opened.html().ifPresent(html -> fields.put("html", html));
        putUnlessEmpty(
                fields,
                "references",
                envelope.references().stream().map(MessageId::value).toList());
        fields.put("created_at", Timestamps.format(draft.createdAt()));
        return fields;
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, List<?> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }
}
