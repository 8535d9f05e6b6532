package io.postroom.routes.operator;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Organizations;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.Suppressions;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.page.PageToken;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/** {@code /postroom/organizations/…/suppressions}: the addresses to which an organisation sends no more. */
public final class SuppressionRoutes implements Routes {
    private static final String BASE = OperatorPath.ROOT + "/organizations/:organization/suppressions";
    private static final int ORGANIZATION = 2; // after postroom and organizations
    private static final int ADDRESS = 4;

    private final Organizations organizations;
    private final Suppressions suppressions;

    @Inject
    public SuppressionRoutes(Organizations organizations, Suppressions suppressions) {
        this.organizations = organizations;
        this.suppressions = suppressions;
    }

    @Override
    public String getBasePath() {
        return OperatorPath.ROOT;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, OperatorPath.route(this::list));
        service.delete(BASE + "/:address", OperatorPath.route(this::lift));
    }

    /**
     * @param cause {@code bounce} or {@code complaint}
     * @param detail the status of the bounce, the kind of the complaint
     * @param messageId of the message that led to it, in {@code inboxId}
     */
    private record SuppressionJson(
            String address, String cause, String detail, String inboxId, String messageId, Instant createdAt) {
        static SuppressionJson of(Suppression suppression) {
            return new SuppressionJson(
                    suppression.address(),
                    suppression.cause().wireName(),
                    suppression.detail(),
                    suppression.inbox().value(),
                    suppression.message().value(),
                    suppression.createdAt());
        }
    }

    private Answer list(Call call) {
        PageRequest request = new PageRequest(
                PageRequest.MAX_LIMIT, call.query().first("page_token").map(PageToken::decode), false);
        Page<Suppression> page = suppressions.list(organization(call), request);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "suppressions", page.items().stream().map(SuppressionJson::of).toList());
        page.next().ifPresent(next -> fields.put("next_page_token", PageToken.encode(next)));
        return Answer.json(fields);
    }

    private Answer lift(Call call) {
        OrganizationId organization = organization(call);
        suppressions.lift(organization, OperatorPath.id(call, ADDRESS, "Suppression", Function.identity()));
        return Answer.empty(204);
    }

    private OrganizationId organization(Call call) {
        OrganizationId id = OperatorPath.id(call, ORGANIZATION, "Organization", OrganizationId::parse);
        return organizations.get(id).id();
    }
}
