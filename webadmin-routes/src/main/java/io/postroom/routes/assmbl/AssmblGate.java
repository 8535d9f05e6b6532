package io.postroom.routes.assmbl;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Entrance;
import io.postroom.routes.Gate;
import java.util.List;
import javax.inject.Inject;
import spark.Service;

/** The {@link Gate} of Assmbl's dialect: it lets in keys of one inbox, since its paths do not say whose mail is meant. Thread-safe. */
public final class AssmblGate {
    private final Gate gate;

    @Inject
    public AssmblGate(Entrance entrance, ClientAddresses clients, AssmblErrors errors) {
        this.gate = new Gate(entrance, clients, errors);
    }

    Gate.Paths on(Service service) {
        return gate.on(service, "", (caller, call) -> agent(caller));
    }

    /** Every route, in the order in which they were entered. */
    public List<Gate.Entered> entered() {
        return gate.entered();
    }

    private static Caller agent(Caller caller) {
        inbox(caller);
        return caller;
    }

    /**
     * The inbox of the agent.
     *
     * @throws RefusedException {@link Reason#FORBIDDEN} if the key reaches further than one inbox
     */
    static InboxId inbox(Caller caller) {
        return caller.scope()
                .withinInbox()
                .orElseThrow(() -> new RefusedException(
                        Reason.FORBIDDEN,
                        "This key reaches more than one inbox; an agent is called by a key of its inbox alone"));
    }
}
