package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.CreateWebhook;
import io.postroom.core.webhook.RevealedWebhook;
import io.postroom.core.webhook.UpdateHeaders;
import io.postroom.core.webhook.UpdateWebhook;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookState;
import io.postroom.core.webhook.Webhooks;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/webhooks}, and the same of one pod or inbox: create, list, show, change and delete webhooks, the headers they are called with,
 * and, as an addition of ours, replace the secret their calls are signed with.
 */
public final class WebhookRoutes implements PublicRoutes {
    private static final String BASE = "/webhooks";
    private static final String ONE = BASE + "/:webhook_id";
    private static final Right READ = Right.to(Permission.WEBHOOK_READ);
    private static final Right UPDATE = Right.to(Permission.WEBHOOK_UPDATE);

    private final V0Gate gate;
    private final Webhooks webhooks;

    @Inject
    public WebhookRoutes(V0Gate gate, Webhooks webhooks) {
        this.gate = gate;
        this.webhooks = webhooks;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, READ, this::list)
                    .post(BASE, Right.to(Permission.WEBHOOK_CREATE), this::create)
                    .get(ONE, READ, this::get)
                    .patch(ONE, UPDATE, this::update)
                    .delete(ONE, Right.to(Permission.WEBHOOK_DELETE), this::delete)
                    .get(ONE + "/headers", READ, this::headers)
                    .patch(ONE + "/headers", UPDATE, this::updateHeaders)
                    .post(ONE + "/rotate-secret", UPDATE, this::rotateSecret);
        }
    }

    /**
     * @param podId the pod it belongs to, and {@code inboxId} the inbox; both absent for one of the whole organisation
     * @param podIds absent if it is not limited to pods; {@code inboxIds} likewise
     * @param previousSecretsExpireAt until when calls are also signed with secrets that were replaced
     * @param disabledReason a sentence, if it is disabled
     */
    private record WebhookJson(
            String organizationId,
            Optional<String> podId,
            Optional<String> inboxId,
            String webhookId,
            String url,
            List<String> eventTypes,
            Optional<List<String>> podIds,
            Optional<List<String>> inboxIds,
            String secret,
            Optional<Instant> previousSecretsExpireAt,
            boolean enabled,
            Optional<String> disabledReason,
            Optional<String> clientId,
            Instant updatedAt,
            Instant createdAt) {

        static WebhookJson of(RevealedWebhook revealed) {
            Webhook webhook = revealed.webhook();
            return new WebhookJson(
                    webhook.organization().toString(),
                    webhook.scope().withinPod().map(PodId::toString),
                    webhook.scope().withinInbox().map(InboxId::value),
                    webhook.id().value(),
                    webhook.url().toString(),
                    webhook.eventTypes().stream()
                            .sorted()
                            .map(EventType::wireName)
                            .toList(),
                    podIds(webhook),
                    inboxIds(webhook),
                    revealed.secret(),
                    revealed.overlapEnd(),
                    webhook.isEnabled(),
                    webhook.state() instanceof WebhookState.Disabled disabled
                            ? Optional.of(disabled.why())
                            : Optional.empty(),
                    webhook.clientId().map(ClientId::value),
                    webhook.updatedAt(),
                    webhook.createdAt());
        }

        /** A webhook of a pod is limited to it if it is to nothing else. */
        private static Optional<List<String>> podIds(Webhook webhook) {
            boolean wholePod = webhook.scope() instanceof Scope.OnePod
                    && webhook.inboxes().isEmpty()
                    && webhook.pods().isEmpty();
            return wholePod
                    ? webhook.scope().withinPod().map(PodId::toString).map(List::of)
                    : sorted(webhook.pods(), PodId::toString);
        }

        private static Optional<List<String>> inboxIds(Webhook webhook) {
            return webhook.scope()
                    .withinInbox()
                    .map(InboxId::value)
                    .map(List::of)
                    .or(() -> sorted(webhook.inboxes(), InboxId::value));
        }

        private static <T> Optional<List<String>> sorted(Set<T> ids, Function<T, String> text) {
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ids.stream().map(text).sorted().toList());
        }
    }

    private record HeaderNamesJson(List<String> headerNames) {}

    private Answer list(Caller caller, Call call) {
        PageRequest page = ListQuery.page(call.query());
        return Answer.json(ListQuery.answer("webhooks", page, webhooks.list(caller, page), WebhookJson::of));
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.body();
        Optional<Map<String, String>> headers = body.textMap("headers");
        if (headers.filter(Map::isEmpty).isPresent()) {
            throw body.problem("headers", "too_small", "headers must name a header");
        }
        CreateWebhook wish = CreateWebhook.parse(
                body.text("url"),
                texts(body, "event_types"),
                texts(body, "inbox_ids"),
                texts(body, "pod_ids"),
                body.text("client_id"),
                headers.orElse(Map.of()));
        return Answer.json(WebhookJson.of(webhooks.create(caller, wish)));
    }

    private static List<String> texts(JsonFields body, String name) {
        return body.texts(name).orElse(List.of());
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(WebhookJson.of(webhooks.get(caller, Ids.webhook(call))));
    }

    private Answer update(Caller caller, Call call) {
        JsonFields body = call.body();
        UpdateWebhook change = UpdateWebhook.parse(
                texts(body, "event_types"),
                texts(body, "add_inbox_ids"),
                texts(body, "remove_inbox_ids"),
                texts(body, "add_pod_ids"),
                texts(body, "remove_pod_ids"),
                body.flag("enabled"));
        return Answer.json(WebhookJson.of(webhooks.update(caller, Ids.webhook(call), change)));
    }

    private Answer delete(Caller caller, Call call) {
        webhooks.delete(caller, Ids.webhook(call));
        return Answer.empty(204);
    }

    private Answer headers(Caller caller, Call call) {
        return Answer.json(new HeaderNamesJson(webhooks.headerNames(caller, Ids.webhook(call))));
    }

    private Answer updateHeaders(Caller caller, Call call) {
        JsonFields body = call.body();
        UpdateHeaders change =
                UpdateHeaders.parse(body.textMap("headers").orElse(Map.of()), texts(body, "remove_headers"));
        webhooks.updateHeaders(caller, Ids.webhook(call), change);
        return Answer.empty(204);
    }

    private Answer rotateSecret(Caller caller, Call call) {
        return Answer.json(WebhookJson.of(webhooks.rotateSecret(caller, Ids.webhook(call))));
    }
}
