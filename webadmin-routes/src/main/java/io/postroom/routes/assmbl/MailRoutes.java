package io.postroom.routes.assmbl;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AssmblFields;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageToken;
import io.postroom.core.search.Searching;
import io.postroom.core.thread.Messages;
import io.postroom.core.thread.Messages.Archiving;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /inbox} and {@code /messages/{message_id}}: list, count, show, label, mark, archive and delete the agent's mail. */
public final class MailRoutes implements PublicRoutes {
    private static final String INBOX = "/inbox";
    private static final Right READ = Right.to(Permission.MESSAGE_READ);
    private static final Right UPDATE = Right.to(Permission.MESSAGE_UPDATE);

    private final AssmblGate gate;
    private final Messages messages;
    private final Searching searching;

    @Inject
    public MailRoutes(AssmblGate gate, Messages messages, Searching searching) {
        this.gate = gate;
        this.messages = messages;
        this.searching = searching;
    }

    @Override
    public String getBasePath() {
        return INBOX;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(INBOX, READ, this::list)
                .get(INBOX + "/unread-count", READ, this::unreadCount)
                .get("/unread-count", READ, this::unreadCount) // nobody has published which of the two it is
                .get(MessagePath.ONE, READ, this::get)
                .delete(MessagePath.ONE, Right.to(Permission.MESSAGE_DELETE), this::delete)
                .patch(MessagePath.ONE + "/labels", UPDATE, this::label)
                .patch(MessagePath.ONE + "/read", UPDATE, this::mark)
                .patch(MessagePath.ONE + "/archive", UPDATE, this::archive);
    }

    /** @param cursor the same as {@code nextCursor}: nobody has published which of the two it is */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record PageJson(List<Map<String, Object>> items, Optional<String> nextCursor, Optional<String> cursor) {
        static PageJson of(Page<Message> page) {
            Optional<String> next = page.next().map(PageToken::encode);
            return new PageJson(page.items().stream().map(AssmblFields::item).toList(), next, next);
        }
    }

    private Answer list(Caller caller, Call call) {
        InboxQuery asked = InboxQuery.of(call.query());
        InboxId inbox = AssmblGate.inbox(caller);
        Page<Message> page = asked.wanted()
                .map(wanted -> messages.list(caller, inbox, asked.filter(), wanted, asked.page()))
                .orElseGet(() -> messages.list(caller, inbox, asked.filter(), asked.page()));
        return Answer.json(PageJson.of(page));
    }

    private Answer unreadCount(Caller caller, Call call) {
        MessageFilter unread = new MessageFilter(
                Labels.of(Label.RECEIVED, Label.UNREAD), InboxQuery.HIDDEN, Optional.empty(), Optional.empty());
        long count = searching
                .numberedMessages(caller, AssmblGate.inbox(caller), unread, new PageNumber(1, 1))
                .total();
        return Answer.json(Map.of("unread_count", count));
    }

    private Answer get(Caller caller, Call call) {
        InboxId inbox = AssmblGate.inbox(caller);
        Message message = messages.find(caller, inbox, MessagePath.message(call));
        RawMessage raw = messages.raw(inbox, message.id()).orElseThrow(MessagePath::noMessage);
        Map<String, Object> fields = AssmblFields.full(message);
        fields.put("raw_mime", RawText.of(raw));
        return Answer.json(fields);
    }

    private Answer delete(Caller caller, Call call) {
        messages.delete(caller, AssmblGate.inbox(caller), MessagePath.message(call));
        return Answer.empty(204);
    }

    private Answer label(Caller caller, Call call) {
        MessageId id = MessagePath.message(call);
        LabelPatch patch = LabelPatch.of(call.body().withoutNulls());
        return item(messages.update(caller, AssmblGate.inbox(caller), id, patch::changeOf));
    }

    private Answer mark(Caller caller, Call call) {
        MessageId id = MessagePath.message(call);
        Labels unread = Labels.of(Label.UNREAD);
        LabelChange change =
                flag(call, "is_read") ? new LabelChange(Labels.NONE, unread) : new LabelChange(unread, Labels.NONE);
        return item(messages.update(caller, AssmblGate.inbox(caller), id, change));
    }

    /** Of a message that is archived already, the guide wants it to be said; taking it out of the archive twice is no matter. */
    private Answer archive(Caller caller, Call call) {
        MessageId id = MessagePath.message(call);
        boolean archived = flag(call, "archived");
        Archiving done = messages.archive(caller, AssmblGate.inbox(caller), id, archived);
        if (archived && !done.changed()) {
            throw new RefusedException(Reason.CONFLICT, "The message is archived already");
        }
        return item(done.message());
    }

    private static boolean flag(Call call, String name) {
        JsonFields body = call.body();
        return body.flag(name)
                .orElseThrow(() -> body.problem(name, "invalid_type", "expected boolean, received nothing"));
    }

    private static Answer item(Message message) {
        return Answer.json(AssmblFields.item(message));
    }
}
