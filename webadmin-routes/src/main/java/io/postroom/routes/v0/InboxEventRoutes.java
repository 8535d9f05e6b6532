package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.audit.LabelEvent;
import io.postroom.core.audit.LabelEvents;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.time.Instant;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/inboxes/{inbox_id}/events}: which labels messages got and lost. */
public final class InboxEventRoutes implements PublicRoutes {
    private static final String BASE = "/events";

    private final V0Gate gate;
    private final LabelEvents events;

    @Inject
    public InboxEventRoutes(V0Gate gate, LabelEvents events) {
        this.gate = gate;
        this.events = events;
    }

    @Override
    public String getBasePath() {
        return Mount.INBOX.path() + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service, Mount.INBOX).get(BASE, Right.to(Permission.MESSAGE_READ), this::list);
    }

    private record EventJson(
            String organizationId,
            String podId,
            String inboxId,
            String eventId,
            String eventType,
            String messageId,
            String label,
            Instant eventAt,
            Instant createdAt) {

        static EventJson of(Inbox inbox, LabelEvent event) {
            return new EventJson(
                    inbox.organization().toString(),
                    inbox.pod().toString(),
                    inbox.id().value(),
                    event.id().value(),
                    event.kind().wireName(),
                    event.message().value(),
                    event.label().value(),
                    event.at(),
                    event.at());
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        LabelEvents.Listed listed = events.list(caller, Ids.inbox(call), page);
        return Answer.json(
                ListQuery.answer("events", page, listed.page(), event -> EventJson.of(listed.inbox(), event)));
    }
}
