package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * What AgentMail's clients know of AgentID and of DNS providers, which are services of its maker and no part of this server: says so. 404 and
 * not 501, at which clients would try again twice.
 */
public final class AgentIdRoutes implements PublicRoutes {
    private static final String PROVIDERS = "/v0/providers";
    private static final String ONE_PROVIDER = PROVIDERS + "/:provider_id";
    private static final String ACCOUNTS = "/v0/accounts";

    private final V0Gate gate;

    @Inject
    public AgentIdRoutes(V0Gate gate) {
        this.gate = gate;
    }

    @Override
    public String getBasePath() {
        return PROVIDERS;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(PROVIDERS, Right.ANY_KEY, AgentIdRoutes::absent)
                .get(PROVIDERS + "/search", Right.ANY_KEY, AgentIdRoutes::absent)
                .get(ONE_PROVIDER, Right.ANY_KEY, AgentIdRoutes::absent)
                .get(ONE_PROVIDER + "/accounts", Right.ANY_KEY, AgentIdRoutes::absent)
                .post(ONE_PROVIDER + "/connect", Right.ANY_KEY, AgentIdRoutes::absent)
                .get(ACCOUNTS, Right.ANY_KEY, AgentIdRoutes::absent)
                .get(ACCOUNTS + "/:account_id", Right.ANY_KEY, AgentIdRoutes::absent)
                .post("/v0/inboxes/:inbox_id/authorize", Right.ANY_KEY, AgentIdRoutes::absent)
                .get("/v0/domains/:domain_id/setup-link", Right.ANY_KEY, AgentIdRoutes::absent);
    }

    private static Answer absent(Caller caller, Call call) {
        throw new RefusedException(
                Reason.NOT_FOUND,
                "Postroom has no AgentID, no providers and no accounts with them: not part of this server");
    }
}
