package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.Searching;
import io.postroom.core.search.Searching.Matches;
import io.postroom.core.search.Searching.Wish;
import io.postroom.core.thread.Messages;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Downloads;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/inboxes/{inbox_id}/messages}: list, search, show, label and delete messages, one or many at once. */
public final class MessageRoutes implements PublicRoutes {
    private static final String BASE = "/v0/inboxes/:inbox_id/messages";
    private static final String ONE = BASE + "/:message_id";
    private static final String ANY = BASE + "/*"; // the same where slashes of an id are not encoded
    private static final Right READ = Right.to(Permission.MESSAGE_READ);
    private static final Right UPDATE = Right.to(Permission.MESSAGE_UPDATE);
    private static final Right DELETE = Right.to(Permission.MESSAGE_DELETE);

    private final V0Gate gate;
    private final Inboxes inboxes;
    private final Messages messages;
    private final Searching searching;
    private final Downloads downloads;

    @Inject
    public MessageRoutes(V0Gate gate, Inboxes inboxes, Messages messages, Searching searching, Downloads downloads) {
        this.gate = gate;
        this.inboxes = inboxes;
        this.messages = messages;
        this.searching = searching;
        this.downloads = downloads;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .get(BASE + "/search", READ, this::search)
                .post(BASE + "/batch-get", READ, this::batchGet)
                .post(BASE + "/batch-update", UPDATE, this::batchUpdate)
                .get(ONE, READ, this::get)
                .patch(ONE, UPDATE, this::update)
                .delete(ONE, DELETE, this::delete)
                .get(ONE + "/raw", READ, this::get)
                .get(ONE + "/attachments/:attachment_id", READ, this::get)
                .get(ANY, READ, this::get)
                .patch(ANY, UPDATE, this::update)
                .delete(ANY, DELETE, this::delete);
    }

    private Answer list(Caller caller, Call call) {
        Query query = call.query();
        PageRequest page = ListQuery.page(query);
        MessageFilter filter = ListQuery.filter(query);
        FieldFilter fields = SearchQueries.ofMessages(query);
        InboxId inbox = Ids.inbox(call);
        Page<Message> found = fields.isEmpty()
                ? messages.list(caller, inbox, filter, page)
                : searching.listMessages(caller, inbox, fields, filter, page);
        return Answer.json(ListQuery.answer("messages", page, found, message -> MessageJson.item(caller, message)));
    }

    private Answer search(Caller caller, Call call) {
        Wish wish = SearchQueries.wish(call.query());
        Matches<Message> found = searching.messages(caller, Ids.inbox(call), wish);
        return Answer.json(
                SearchQueries.answer("messages", wish.limit(), found, message -> MessageJson.item(caller, message)));
    }

    private Answer get(Caller caller, Call call) {
        MessagePath path = MessagePath.of(call);
        InboxId inbox = Ids.inbox(call);
        if (path.isRaw()) {
            return Linked.raw(downloads, messages.find(caller, inbox, path.message()));
        }
        if (path.attachment().isPresent()) {
            Message message = messages.find(caller, inbox, path.message());
            return Linked.attachment(downloads, message, path.attachment().get());
        }
        return Answer.json(MessageJson.full(caller, messages.get(caller, inbox, path.onlyMessage())));
    }

    private record LabelsJson(String messageId, List<String> labels) {
        static LabelsJson of(Message message) {
            return new LabelsJson(message.id().value(), message.labels().texts());
        }
    }

    private Answer update(Caller caller, Call call) {
        MessageId id = MessagePath.of(call).onlyMessage();
        return Answer.json(LabelsJson.of(messages.update(caller, Ids.inbox(call), id, LabelsBody.change(call.body()))));
    }

    private Answer delete(Caller caller, Call call) {
        messages.delete(caller, Ids.inbox(call), MessagePath.of(call).onlyMessage());
        return Answer.empty(204);
    }

    private Answer batchGet(Caller caller, Call call) {
        List<String> texts = call.body().requiredTexts("message_ids");
        List<MessageId> ids = ids(texts);
        List<Message> found = ids.isEmpty() && !texts.isEmpty()
                ? none(caller, Ids.inbox(call), Permission.MESSAGE_READ)
                : messages.batchGet(caller, Ids.inbox(call), ids);
        return Answer.json(batch(
                "messages",
                texts.size(),
                found.stream()
                        .map(message -> MessageJson.metadata(caller, message))
                        .toList()));
    }

    /** Those of the texts that can be ids. */
    private static List<MessageId> ids(List<String> texts) {
        return texts.stream().map(MessageId::tryParse).flatMap(Optional::stream).toList();
    }

    /** What a caller finds who asks for texts only that cannot be ids. */
    private List<Message> none(Caller caller, InboxId inbox, Permission permission) {
        inboxes.require(caller, inbox, permission);
        return List.of();
    }

    private Answer batchUpdate(Caller caller, Call call) {
        JsonFields body = call.body();
        LabelChange change = LabelsBody.requiredChange(body);
        List<String> texts = body.requiredTexts("message_ids");
        List<MessageId> ids = ids(texts);
        List<Message> updated = ids.isEmpty() && !texts.isEmpty()
                ? none(caller, Ids.inbox(call), Permission.MESSAGE_UPDATE)
                : messages.batchUpdate(caller, Ids.inbox(call), ids, change);
        return Answer.json(batch(
                "updates", texts.size(), updated.stream().map(LabelsJson::of).toList()));
    }

    /** @param limit how many were asked for */
    private static Map<String, Object> batch(String name, int limit, List<?> items) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("limit", limit);
        fields.put("count", items.size());
        fields.put(name, items);
        return fields;
    }
}
