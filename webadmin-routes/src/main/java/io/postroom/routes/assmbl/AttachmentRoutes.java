package io.postroom.routes.assmbl;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.Message;
import io.postroom.core.thread.Messages;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /messages/{message_id}/attachments/{index}}: whether an attachment can be fetched, which is as soon as its message is there, and a
 * signed link to it. The paths are not published, and chosen here.
 */
public final class AttachmentRoutes implements PublicRoutes {
    private static final String ONE = MessagePath.ONE + "/attachments/:index";
    private static final String READY = "ready";
    private static final Right READ = Right.to(Permission.MESSAGE_READ);

    private final AssmblGate gate;
    private final Messages messages;
    private final Downloads downloads;

    @Inject
    public AttachmentRoutes(AssmblGate gate, Messages messages, Downloads downloads) {
        this.gate = gate;
        this.messages = messages;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return "/messages";
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(ONE, READ, this::status).get(ONE + "/download", READ, this::link);
    }

    private Message message(Caller caller, Call call) {
        return messages.find(caller, AssmblGate.inbox(caller), MessagePath.message(call));
    }

    private Answer status(Caller caller, Call call) {
        Message message = message(caller, call);
        int index = MessagePath.index(call, message);
        Attachment attachment = message.attachments().get(index);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", READY);
        fields.put("index", index);
        fields.put("file_name", attachment.filename().orElse(""));
        fields.put("content_type", attachment.contentType().orElse(""));
        fields.put("size", attachment.size());
        return Answer.json(fields);
    }

    private Answer link(Caller caller, Call call) {
        Message message = message(caller, call);
        Attachment attachment = message.attachments().get(MessagePath.index(call, message));
        return Answer.json(downloads.link(message, attachment.id()));
    }
}
