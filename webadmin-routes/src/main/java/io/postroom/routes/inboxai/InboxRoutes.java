package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Permission;
import io.postroom.core.inbox.CreateInbox;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.UpdateInbox;
import io.postroom.core.inbox.UpdateInbox.MetadataChange;
import io.postroom.core.page.PageNumber;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/inboxes}: create, list, show, change and delete inboxes. */
public final class InboxRoutes implements PublicRoutes {
    private static final String BASE = "/inboxes";
    private static final String ONE = BASE + "/:inbox_id";
    private static final Right READ = Right.to(Permission.INBOX_READ);

    private final InboxAiGate gate;
    private final Inboxes inboxes;

    @Inject
    public InboxRoutes(InboxAiGate gate, Inboxes inboxes) {
        this.gate = gate;
        this.inboxes = inboxes;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .post(BASE, Right.to(Permission.INBOX_CREATE).beyondAnInbox(), this::create)
                .get(ONE, READ, this::get)
                .patch(ONE, Right.to(Permission.INBOX_UPDATE), this::update)
                .delete(ONE, Right.to(Permission.INBOX_DELETE), this::delete);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record InboxJson(
            String inboxId,
            String emailAddress,
            String username,
            String domain,
            Optional<String> displayName,
            Optional<String> clientId,
            Instant createdAt,
            Instant updatedAt) {

        static InboxJson of(Inbox inbox) {
            return new InboxJson(
                    Ids.of(inbox.id()),
                    inbox.id().value(),
                    inbox.id().localPart(),
                    inbox.id().domain().value(),
                    inbox.displayName(),
                    inbox.clientId().map(ClientId::value),
                    inbox.createdAt(),
                    inbox.updatedAt());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, inboxes.list(caller, page), InboxJson::of);
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.body().withoutNulls();
        CreateInbox wish = new CreateInbox(
                Optional.of(body.requiredText("username")),
                body.text("domain"),
                body.text("display_name"),
                body.value("client_id", ClientId::new),
                Metadata.EMPTY);
        return Answer.json(201, InboxJson.of(inboxes.create(caller, wish)));
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(InboxJson.of(inboxes.get(caller, Ids.inbox(call))));
    }

    private Answer update(Caller caller, Call call) {
        UpdateInbox change =
                new UpdateInbox(call.body().withoutNulls().text("display_name"), new MetadataChange.Keep());
        return Answer.json(InboxJson.of(inboxes.update(caller, Ids.inbox(call), change)));
    }

    private Answer delete(Caller caller, Call call) {
        inboxes.delete(caller, Ids.inbox(call));
        return Answer.empty(204);
    }
}
