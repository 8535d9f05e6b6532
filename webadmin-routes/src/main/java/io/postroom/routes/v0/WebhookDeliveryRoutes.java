package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.WebhookDeliveries;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.DeliveryJson;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/webhooks/{webhook_id}/deliveries} and {@code …/test}, and the same of one pod or inbox: what endpoints said, and telling them
 * again.
 */
public final class WebhookDeliveryRoutes implements PublicRoutes {
    private static final String ONE = "/webhooks/:webhook_id";
    private static final String DELIVERIES = ONE + "/deliveries";

    private static final Right UPDATE = Right.to(Permission.WEBHOOK_UPDATE);

    private final V0Gate gate;
    private final WebhookDeliveries deliveries;

    @Inject
    public WebhookDeliveryRoutes(V0Gate gate, WebhookDeliveries deliveries) {
        this.gate = gate;
        this.deliveries = deliveries;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + "/webhooks";
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(DELIVERIES, Right.to(Permission.WEBHOOK_READ), this::list)
                    .post(DELIVERIES + "/:delivery_id/redeliver", UPDATE, this::redeliver)
                    .post(ONE + "/test", UPDATE, this::test);
        }
    }

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer(
                "deliveries", page, deliveries.list(caller, Ids.webhook(call), page), DeliveryJson::of));
    }

    private Answer redeliver(Caller caller, Call call) {
        return Answer.json(202, DeliveryJson.of(deliveries.redeliver(caller, Ids.webhook(call), Ids.delivery(call))));
    }

    /** @param delivered whether the endpoint answered with success */
    private record TestJson(
            boolean delivered, Instant at, Optional<Integer> status, long tookMillis, Optional<String> error) {
        static TestJson of(Attempt attempt) {
            return new TestJson(
                    attempt.error().isEmpty(),
                    attempt.at(),
                    attempt.status(),
                    attempt.took().toMillis(),
                    attempt.error());
        }
    }

    private Answer test(Caller caller, Call call) {
        Optional<EventType> type = call.optionalBody()
                .value(
                        "event_type",
                        text -> EventType.named(text)
                                .orElseThrow(
                                        () -> RefusedException.invalid("event_type", "there is no such event type")));
        return Answer.json(TestJson.of(deliveries.test(caller, Ids.webhook(call), type)));
    }
}
