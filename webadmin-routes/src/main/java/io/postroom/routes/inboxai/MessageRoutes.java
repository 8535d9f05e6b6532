package io.postroom.routes.inboxai;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageNumber;
import io.postroom.core.search.Searching;
import io.postroom.core.thread.Messages;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/inboxes/{inbox_id}/messages}: list, show and label messages, and say where their attachments are. */
public final class MessageRoutes implements PublicRoutes {
    private static final String BASE = "/inboxes/:inbox_id/messages";
    private static final String ONE = BASE + "/:message_id";
    private static final Right READ = Right.to(Permission.MESSAGE_READ);

    /** What lists show to those who ask for nothing special. */
    static final MessageFilter SHOWN =
            new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());

    private final InboxAiGate gate;
    private final Messages messages;
    private final Searching searching;
    private final Downloads downloads;

    @Inject
    public MessageRoutes(InboxAiGate gate, Messages messages, Searching searching, Downloads downloads) {
        this.gate = gate;
        this.messages = messages;
        this.searching = searching;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .get(ONE, READ, this::get)
                .patch(ONE, Right.to(Permission.MESSAGE_UPDATE, Permission.MESSAGE_READ), this::update)
                .get(ONE + "/attachments/:attachment_id", READ, this::attachment);
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, searching.numberedMessages(caller, Ids.inbox(call), SHOWN, page), MessageJson::item);
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(MessageJson.full(messages.get(caller, Ids.inbox(call), Ids.message(call))));
    }

    /** The answer has the texts of the message, so it asks for the right to read it too. */
    private Answer update(Caller caller, Call call) {
        InboxId inbox = Ids.inbox(call);
        MessageId id = Ids.message(call);
        Labels wanted = labels(call.body());
        messages.update(caller, inbox, id, present -> LabelChange.replacingOwn(present, wanted));
        return Answer.json(MessageJson.full(messages.get(caller, inbox, id)));
    }

    private static Labels labels(JsonFields body) {
        body.requiredTexts("labels");
        return Labels.of(body.values("labels", Label::new).orElseThrow());
    }

    private Answer attachment(Caller caller, Call call) {
        Message message = messages.find(caller, Ids.inbox(call), Ids.message(call));
        AttachmentId id = Ids.attachment(call);
        Attachment attachment =
                Attachment.find(message.attachments(), id).orElseThrow(() -> RefusedException.notFound("Attachment"));
        return Answer.json(AttachmentJson.of(attachment).linked(downloads.link(message, id)));
    }
}
