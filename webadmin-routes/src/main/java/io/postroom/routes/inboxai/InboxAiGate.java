package io.postroom.routes.inboxai;

import io.postroom.core.inbox.Inboxes;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Entrance;
import io.postroom.routes.Gate;
import java.util.List;
import javax.inject.Inject;
import spark.Service;

/** The {@link Gate} of {@code /api/v0}. Thread-safe. */
public final class InboxAiGate {
    static final String BASE = "/api/v0";
    static final String INBOX = BASE + "/inboxes/:inbox_id";

    private final Gate gate;
    private final Inboxes inboxes;

    @Inject
    public InboxAiGate(Entrance entrance, ClientAddresses clients, Inboxes inboxes, InboxAiErrors errors) {
        this.gate = new Gate(entrance, clients, errors);
        this.inboxes = inboxes;
    }

    /** Where routes are entered by what follows {@code /api/v0}. */
    Gate.Paths on(Service service) {
        return gate.on(service, BASE, (caller, call) -> caller);
    }

    /** Where routes are entered by what follows an inbox; the caller they get is confined to it. */
    Gate.Paths onInbox(Service service) {
        return gate.on(service, INBOX, (caller, call) -> inboxes.enter(caller, Ids.inbox(call)));
    }

    /** Every route, in the order in which they were entered. */
    public List<Gate.Entered> entered() {
        return gate.entered();
    }
}
