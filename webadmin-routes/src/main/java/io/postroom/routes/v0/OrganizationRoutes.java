package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Organization;
import io.postroom.core.domain.Domains;
import io.postroom.core.inbox.Inboxes;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/organizations}: the caller's organisation. */
public final class OrganizationRoutes implements PublicRoutes {
    private static final String BASE = "/v0/organizations";

    private final V0Gate gate;
    private final Inboxes inboxes;
    private final Domains domains;

    @Inject
    public OrganizationRoutes(V0Gate gate, Inboxes inboxes, Domains domains) {
        this.gate = gate;
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(BASE, Right.ANY_KEY.wholeOrganization(), this::get);
    }

    /**
     * @param inboxLimit how many inboxes it may have, if there is a limit
     * @param domainCount how many domains of its own it has
     */
    private record OrganizationJson(
            String organizationId,
            String name,
            int inboxCount,
            Optional<Integer> inboxLimit,
            int domainCount,
            Optional<Integer> domainLimit,
            Instant updatedAt,
            Instant createdAt) {}

    private Answer get(Caller caller, Call call) {
        Organization organization = caller.organization();
        return Answer.json(new OrganizationJson(
                organization.id().toString(),
                organization.name(),
                inboxes.count(caller),
                inboxes.limit(),
                domains.count(caller),
                domains.limit(),
                organization.updatedAt(),
                organization.createdAt()));
    }
}
