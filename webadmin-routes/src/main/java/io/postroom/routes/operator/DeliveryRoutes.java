package io.postroom.routes.operator;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Organizations;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.page.PageToken;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.Redelivery;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.DeliveryJson;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import spark.Service;

/** {@code /postroom/webhooks}: the deliveries that were given up, and their second chance. */
public final class DeliveryRoutes implements Routes {
    private static final String BASE = OperatorPath.ROOT + "/webhooks";
    private static final int WEBHOOK = 2; // after postroom and webhooks
    private static final int EVENT = 4;

    private final Organizations organizations;
    private final DeliveryStore deliveries;
    private final Redelivery redelivery;

    @Inject
    public DeliveryRoutes(Organizations organizations, DeliveryStore deliveries, Redelivery redelivery) {
        this.organizations = organizations;
        this.deliveries = deliveries;
        this.redelivery = redelivery;
    }

    @Override
    public String getBasePath() {
        return OperatorPath.ROOT;
    }

    @Override
    public void define(Service service) {
        service.get(BASE + "/abandoned", OperatorPath.route(this::abandoned));
        service.post(BASE + "/:webhook/deliveries/:event/redeliver", OperatorPath.route(this::redeliver));
    }

    private Answer abandoned(Call call) {
        PageRequest request = new PageRequest(
                PageRequest.MAX_LIMIT, call.query().first("page_token").map(PageToken::decode), false);
        Page<Delivery> page = deliveries.listAbandoned(organization(call), request);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deliveries", page.items().stream().map(DeliveryJson::of).toList());
        page.next().ifPresent(next -> fields.put("next_page_token", PageToken.encode(next)));
        return Answer.json(fields);
    }

    private OrganizationId organization(Call call) {
        String text = call.query()
                .first("organization")
                .orElseThrow(() -> RefusedException.invalid("organization", "name an organization"));
        try {
            return organizations.get(OrganizationId.parse(text)).id();
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound("Organization");
        }
    }

    private Answer redeliver(Call call) {
        WebhookId webhook = OperatorPath.id(call, WEBHOOK, "Delivery", WebhookId::new);
        EventId event = OperatorPath.id(call, EVENT, "Delivery", EventId::new);
        OrganizationId owner = deliveries
                .find(webhook, event)
                .orElseThrow(() -> RefusedException.notFound("Delivery"))
                .organization();
        return Answer.json(202, DeliveryJson.of(redelivery.redeliver(owner, webhook, event)));
    }
}
