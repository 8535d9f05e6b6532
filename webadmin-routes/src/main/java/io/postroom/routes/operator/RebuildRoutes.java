package io.postroom.routes.operator;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Organizations;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.receive.Rebuild;
import io.postroom.core.search.SearchRebuild;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.routes.TasksRoutes;
import spark.Service;

/**
 * {@code /postroom/…/rebuild}: makes the rows of an organisation or inbox anew from its mailboxes, or brings the search index to what the
 * rows are, as a task of James.
 */
public final class RebuildRoutes implements Routes {
    private static final int ID = 2; // after postroom and the name of the resource

    private final Organizations organizations;
    private final InboxStore inboxes;
    private final Rebuild rebuild;
    private final SearchRebuild search;

    @Inject
    public RebuildRoutes(Organizations organizations, InboxStore inboxes, Rebuild rebuild, SearchRebuild search) {
        this.organizations = organizations;
        this.inboxes = inboxes;
        this.rebuild = rebuild;
        this.search = search;
    }

    @Override
    public String getBasePath() {
        return OperatorPath.ROOT;
    }

    @Override
    public void define(Service service) {
        service.post(
                OperatorPath.ROOT + "/organizations/:organization/rebuild", OperatorPath.route(this::organization));
        service.post(OperatorPath.ROOT + "/inboxes/:inbox/rebuild", OperatorPath.route(this::inbox));
        service.post(OperatorPath.ROOT + "/search/rebuild", OperatorPath.route(call -> submitted(search.submit())));
    }

    private Answer organization(Call call) {
        OrganizationId id = OperatorPath.id(call, ID, "Organization", OrganizationId::parse);
        return submitted(rebuild.submit(organizations.get(id).id()));
    }

    private Answer inbox(Call call) {
        InboxId id = OperatorPath.id(call, ID, "Inbox", InboxId::new);
        return submitted(rebuild.submit(inboxes.find(id)
                .orElseThrow(() -> RefusedException.notFound("Inbox"))
                .id()));
    }

    private static Answer submitted(String task) {
        return Answer.json(201, Map.of("taskId", task)).withHeader("Location", TasksRoutes.BASE + "/" + task);
    }
}
