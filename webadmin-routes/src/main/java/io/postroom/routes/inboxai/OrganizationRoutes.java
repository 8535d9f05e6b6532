package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
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

/** {@code /api/v0/organizations}: the caller's organisation. */
public final class OrganizationRoutes implements PublicRoutes {
    private static final String BASE = "/organizations";

    private final InboxAiGate gate;
    private final Inboxes inboxes;
    private final Domains domains;

    @Inject
    public OrganizationRoutes(InboxAiGate gate, Inboxes inboxes, Domains domains) {
        this.gate = gate;
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(BASE, Right.ANY_KEY.wholeOrganization(), this::get);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record OrganizationJson(
            String orgId,
            String name,
            int inboxCount,
            Optional<Integer> inboxLimit,
            int domainCount,
            Optional<Integer> domainLimit,
            Instant createdAt,
            Instant updatedAt) {}

    private Answer get(Caller caller, Call call) {
        Organization organization = caller.organization();
        return Answer.json(new OrganizationJson(
                Ids.of(organization.id()),
                organization.name(),
                inboxes.count(caller),
                inboxes.limit(),
                domains.count(caller),
                domains.limit(),
                organization.createdAt(),
                organization.updatedAt()));
    }
}
