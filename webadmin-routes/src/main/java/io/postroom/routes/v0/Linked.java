package io.postroom.routes.v0;

import io.postroom.core.draft.Draft;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentFields;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Message;
import io.postroom.routes.Answer;
import io.postroom.routes.Downloads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that tell where octets can be fetched. */
final class Linked {
    private Linked() {}

    static Answer raw(Downloads downloads, Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message_id", message.id().value());
        fields.put("size", message.size());
        return answer(fields, downloads.link(message));
    }

    static Answer attachment(Downloads downloads, Message message, AttachmentId id) {
        return answer(AttachmentFields.of(attachment(message.attachments(), id)), downloads.link(message, id));
    }

    static Answer attachment(Downloads downloads, Draft draft, AttachmentId id) {
        return answer(AttachmentFields.of(attachment(draft.outline().attachments(), id)), downloads.link(draft, id));
    }

    private static Attachment attachment(List<Attachment> attachments, AttachmentId id) {
        return Attachment.find(attachments, id).orElseThrow(() -> RefusedException.notFound("Attachment"));
    }

    private static Answer answer(Map<String, Object> fields, Downloads.Link link) {
        fields.put("download_url", link.url());
        fields.put("expires_at", link.expiresAt());
        return Answer.json(fields);
    }
}
