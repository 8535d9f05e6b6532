package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Permission;
import io.postroom.core.inbox.CreateInbox;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.MetadataValue;
import io.postroom.core.inbox.UpdateInbox;
import io.postroom.core.inbox.UpdateInbox.MetadataChange;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.Searching;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Gate;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/inboxes}, and the same of one pod: create, list, search, show, change and delete inboxes;
 * {@code /v0/inboxes/{inbox_id}/credentials}: set the password of a mailbox.
 */
public final class InboxRoutes implements PublicRoutes {
    private static final String BASE = "/inboxes";
    private static final String ONE = BASE + "/:inbox_id";
    private static final Right READ = Right.to(Permission.INBOX_READ);
    private static final Right UPDATE = Right.to(Permission.INBOX_UPDATE);

    private final V0Gate gate;
    private final Inboxes inboxes;
    private final Searching searching;

    @Inject
    public InboxRoutes(V0Gate gate, Inboxes inboxes, Searching searching) {
        this.gate = gate;
        this.inboxes = inboxes;
        this.searching = searching;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        define(gate.on(service, Mount.ORGANIZATION)).put(ONE + "/credentials", UPDATE, this::setPassword);
        define(gate.on(service, Mount.POD));
    }

    private Gate.Paths define(Gate.Paths paths) {
        return paths.get(BASE, READ, this::list)
                .post(BASE, Right.to(Permission.INBOX_CREATE).beyondAnInbox(), this::create)
                .get(BASE + "/search", READ, this::search)
                .get(ONE, READ, this::get)
                .patch(ONE, UPDATE, this::update)
                .delete(ONE, Right.to(Permission.INBOX_DELETE), this::delete);
    }

    private record InboxJson(
            String organizationId,
            String podId,
            String inboxId,
            String email,
            Optional<String> displayName,
            Optional<String> clientId,
            Optional<Map<String, Object>> metadata,
            Instant updatedAt,
            Instant createdAt) {

        static InboxJson of(Inbox inbox) {
            return new InboxJson(
                    inbox.organization().toString(),
                    inbox.pod().toString(),
                    inbox.id().value(),
                    inbox.id().value(),
                    inbox.displayName(),
                    inbox.clientId().map(ClientId::value),
                    metadata(inbox.metadata()),
                    inbox.updatedAt(),
                    inbox.createdAt());
        }

        private static Optional<Map<String, Object>> metadata(Metadata metadata) {
            Map<String, Object> fields = new LinkedHashMap<>();
            metadata.values().forEach((key, value) -> fields.put(key, plain(value)));
            return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
        }

        private static Object plain(MetadataValue value) {
            if (value instanceof MetadataValue.Text text) {
                return text.value();
            }
            return value instanceof MetadataValue.Number number ? number.value() : ((MetadataValue.Flag) value).value();
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer("inboxes", page, inboxes.list(caller, page), InboxJson::of));
    }

    private Answer search(Caller caller, Call call) {
        PageRequest page = ListQuery.newestFirst(call.query());
        String text = SearchQueries.text(call.query());
        return Answer.json(ListQuery.answer("inboxes", page, searching.inboxes(caller, text, page), InboxJson::of));
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.optionalBody();
        CreateInbox wish = new CreateInbox(
                body.text("username"),
                body.text("domain"),
                body.text("display_name"),
                body.value("client_id", ClientId::new),
                body.object("metadata").map(InboxRoutes::metadata).orElse(Metadata.EMPTY));
        return Answer.json(InboxJson.of(inboxes.create(caller, wish)));
    }

    private static Metadata metadata(JsonFields object) {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        object.names().forEach(key -> values.put(key, metadataValue(object, key)));
        return new Metadata(values);
    }

    private static MetadataValue metadataValue(JsonFields object, String key) {
        return object.<MetadataValue>scalar(
                key, MetadataValue.Text::new, MetadataValue.Number::new, MetadataValue.Flag::new);
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(InboxJson.of(inboxes.get(caller, Ids.inbox(call))));
    }

    private Answer update(Caller caller, Call call) {
        JsonFields body = call.body();
        UpdateInbox change = new UpdateInbox(body.text("display_name"), metadataChange(body));
        if (change.displayName().isEmpty() && change.metadata() instanceof MetadataChange.Keep) {
            throw body.problem("display_name", "custom", "display_name or metadata must be there");
        }
        return Answer.json(InboxJson.of(inboxes.update(caller, Ids.inbox(call), change)));
    }

    private static MetadataChange metadataChange(JsonFields body) {
        if (body.isNull("metadata")) {
            return new MetadataChange.Clear();
        }
        return body.object("metadata").map(object -> merge(body, object)).orElseGet(MetadataChange.Keep::new);
    }

    private static MetadataChange merge(JsonFields body, JsonFields object) {
        Map<String, Optional<MetadataValue>> values = new LinkedHashMap<>();
        object.names()
                .forEach(key -> values.put(
                        key, object.isNull(key) ? Optional.empty() : Optional.of(metadataValue(object, key))));
        if (values.isEmpty()) {
            throw body.problem("metadata", "too_small", "metadata must name a key");
        }
        return new MetadataChange.Merge(values);
    }

    private Answer delete(Caller caller, Call call) {
        inboxes.delete(caller, Ids.inbox(call));
        return Answer.empty(202);
    }

    private Answer setPassword(Caller caller, Call call) {
        inboxes.setPassword(caller, Ids.inbox(call), call.body().requiredText("password"));
        return Answer.empty(204);
    }
}
