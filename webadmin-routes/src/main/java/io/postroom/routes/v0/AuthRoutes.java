package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/auth/me}: who the caller is. */
public final class AuthRoutes implements PublicRoutes {
    private static final String BASE = "/v0/auth";

    private final V0Gate gate;

    @Inject
    public AuthRoutes(V0Gate gate) {
        this.gate = gate;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(BASE + "/me", Right.ANY_KEY, this::me);
    }

    private record IdentityJson(
            String scopeType,
            String scopeId,
            String organizationId,
            Optional<String> podId,
            Optional<String> inboxId,
            String apiKeyId) {}

    private Answer me(Caller caller, Call call) {
        String organization = caller.organization().id().toString();
        String key = caller.key().id().toString();
        Optional<String> pod = caller.scope().withinPod().map(PodId::toString);
        Optional<String> inbox = caller.scope().withinInbox().map(InboxId::value);
        String type = inbox.isPresent() ? "inbox" : pod.isPresent() ? "pod" : "organization";
        String id = inbox.or(() -> pod).orElse(organization);
        return Answer.json(new IdentityJson(type, id, organization, pod, inbox, key));
    }
}
