package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.event.EventType;
import io.postroom.core.page.PageNumber;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.CreateWebhook;
import io.postroom.core.webhook.RevealedWebhook;
import io.postroom.core.webhook.ReviseWebhook;
import io.postroom.core.webhook.SigningSecrets;
import io.postroom.core.webhook.Webhook;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /api/v0/webhooks}: create, list, show, change and delete webhooks. */
public final class WebhookRoutes implements PublicRoutes {
    private static final String BASE = "/webhooks";
    private static final String ONE = BASE + "/:webhook_id";
    private static final Right READ = Right.to(Permission.WEBHOOK_READ);

    /** The kinds of events that this dialect has words for. */
    private static final Set<String> EVENT_TYPES = Stream.of(
                    EventType.MESSAGE_RECEIVED,
                    EventType.MESSAGE_SENT,
                    EventType.MESSAGE_DELIVERED,
                    EventType.MESSAGE_BOUNCED,
                    EventType.MESSAGE_COMPLAINED,
                    EventType.MESSAGE_REJECTED,
                    EventType.DOMAIN_VERIFIED)
            .map(EventType::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final InboxAiGate gate;
    private final Webhooks webhooks;

    @Inject
    public WebhookRoutes(InboxAiGate gate, Webhooks webhooks) {
        this.gate = gate;
        this.webhooks = webhooks;
    }

    @Override
    public String getBasePath() {
        return InboxAiGate.BASE + BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .get(BASE, READ, this::list)
                .post(BASE, Right.to(Permission.WEBHOOK_CREATE), this::create)
                .get(ONE, READ, this::get)
                .patch(ONE, Right.to(Permission.WEBHOOK_UPDATE), this::update)
                .delete(ONE, Right.to(Permission.WEBHOOK_DELETE), this::delete);
    }

    /**
     * @param inboxIds empty for all
     * @param secret in the answer to its creation only
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record WebhookJson(
            String webhookId,
            String url,
            List<String> eventTypes,
            List<String> inboxIds,
            boolean enabled,
            Optional<String> clientId,

            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> secret,

            Instant createdAt,
            Instant updatedAt) {

        static WebhookJson of(RevealedWebhook revealed) {
            return of(revealed.webhook(), Optional.empty());
        }

        static WebhookJson of(Webhook webhook, Optional<String> secret) {
            return new WebhookJson(
                    Ids.of(webhook.id()),
                    webhook.url().toString(),
                    webhook.eventTypes().stream()
                            .sorted()
                            .map(EventType::wireName)
                            .toList(),
                    inboxes(webhook).sorted().toList(),
                    webhook.isEnabled(),
                    webhook.clientId().map(ClientId::value),
                    secret,
                    webhook.createdAt(),
                    webhook.updatedAt());
        }

        /** One that belongs to an inbox is limited to it. */
        private static Stream<String> inboxes(Webhook webhook) {
            return Stream.concat(webhook.scope().withinInbox().stream(), webhook.inboxes().stream())
                    .distinct()
                    .map(Ids::of);
        }
    }

    private Answer list(Caller caller, Call call) {
        PageNumber page = Pages.asked(call.query());
        return Pages.answer(page, webhooks.list(caller, page), WebhookJson::of);
    }

    private Answer create(Caller caller, Call call) {
        JsonFields body = call.body().withoutNulls();
        CreateWebhook wish = CreateWebhook.parse(
                        body.text("url"),
                        eventTypes(body).orElse(List.of()),
                        inboxes(body).orElse(List.of()),
                        List.of(),
                        body.text("client_id"),
                        Map.of())
                .calledIn(CallForm.INBOX_AI);
        RevealedWebhook made = webhooks.create(caller, wish);
        return Answer.json(201, WebhookJson.of(made.webhook(), Optional.of(SigningSecrets.hex(made.secret()))));
    }

    private static Optional<List<String>> eventTypes(JsonFields body) {
        return body.values("event_types", text -> {
            if (EVENT_TYPES.contains(text)) {
                return text;
            }
            throw new IllegalArgumentException("unknown event type");
        });
    }

    /** Their addresses. */
    private static Optional<List<String>> inboxes(JsonFields body) {
        return body.values("inbox_ids", word -> inbox(word).value());
    }

    private static InboxId inbox(String word) {
        try {
            return Ids.inbox(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("inbox not found", e);
        }
    }

    private Answer get(Caller caller, Call call) {
        return Answer.json(WebhookJson.of(webhooks.get(caller, Ids.webhook(call))));
    }

    private Answer update(Caller caller, Call call) {
        JsonFields body = call.body().withoutNulls();
        ReviseWebhook change =
                ReviseWebhook.parse(body.text("url"), eventTypes(body), inboxes(body), body.flag("enabled"));
        return Answer.json(WebhookJson.of(webhooks.revise(caller, Ids.webhook(call), change)));
    }

    private Answer delete(Caller caller, Call call) {
        webhooks.delete(caller, Ids.webhook(call));
        return Answer.empty(204);
    }
}
