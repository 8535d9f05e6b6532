package io.postroom.routes.v0;

import io.postroom.core.account.Pods;
import io.postroom.core.inbox.Inboxes;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Entrance;
import io.postroom.routes.Gate;
import java.util.List;
import javax.inject.Inject;
import spark.Service;

/** The {@link Gate} of {@code /v0}, which confines callers to the pod or inbox of the path. Thread-safe. */
public final class V0Gate {
    private final Gate gate;
    private final Pods pods;
    private final Inboxes inboxes;

    @Inject
    public V0Gate(Entrance entrance, ClientAddresses clients, Pods pods, Inboxes inboxes, V0Errors errors) {
        this.gate = new Gate(entrance, clients, errors);
        this.pods = pods;
        this.inboxes = inboxes;
    }

    /** Where routes are entered by their whole path; they confine the caller themselves. */
    Gate.Paths on(Service service) {
        return gate.on(service);
    }

    /** Where routes are entered by the path that follows the mount's; the caller they get is confined to it. */
    Gate.Paths on(Service service, Mount mount) {
        return gate.on(
                service,
                mount.path(),
                switch (mount) {
                    case ORGANIZATION -> (caller, call) -> caller;
                    case POD -> (caller, call) -> pods.enter(caller, Ids.podName(call));
                    case INBOX -> (caller, call) -> inboxes.enter(caller, Ids.inbox(call));
                });
    }

    /** Every route, in the order in which they were entered. */
    public List<Gate.Entered> entered() {
        return gate.entered();
    }
}
