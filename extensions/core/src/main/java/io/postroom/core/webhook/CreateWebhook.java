package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request to create a webhook.
 *
 * @param url absolute, http or https
 * @param eventTypes never empty
 * @param inboxes those it is limited to; none of these and no pods: all of the organisation
 * @param headers see {@link UpdateHeaders}
 * @param form in which it is to be called
 */
public record CreateWebhook(
        URI url,
        List<EventType> eventTypes,
        List<InboxId> inboxes,
        List<PodId> pods,
        Optional<ClientId> clientId,
        Map<String, String> headers,
        CallForm form) {

    /** One that is called in the usual form. */
    public CreateWebhook(
            URI url,
            List<EventType> eventTypes,
            List<InboxId> inboxes,
            List<PodId> pods,
            Optional<ClientId> clientId,
            Map<String, String> headers) {
        this(url, eventTypes, inboxes, pods, clientId, headers, CallForm.STANDARD);
    }

    public CreateWebhook {
        eventTypes = List.copyOf(eventTypes);
        inboxes = List.copyOf(inboxes);
        pods = List.copyOf(pods);
        headers = Map.copyOf(headers);
    }

    /**
     * From the texts of a request body; an absent list or map is an empty one.
     *
     * @throws RefusedException with all that is wrong, each with the path of its field
     */
    public static CreateWebhook parse(
            Optional<String> url,
            List<String> eventTypes,
            List<String> inboxIds,
            List<String> podIds,
            Optional<String> clientId,
            Map<String, String> headers) {
        WebhookProblems problems = new WebhookProblems();
        if (eventTypes.isEmpty()) {
            problems.add("event_types must name at least one event type", "event_types");
        }
        UpdateHeaders.check(headers, problems);
        CreateWebhook request = new CreateWebhook(
                problems.url(url),
                problems.eventTypes(eventTypes),
                problems.inboxes("inbox_ids", inboxIds),
                problems.pods("pod_ids", podIds),
                problems.clientId(clientId),
                headers);
        problems.refuseIfAny();
        return request;
    }

    /** The same request for a webhook that is called in this form. */
    public CreateWebhook calledIn(CallForm other) {
        return new CreateWebhook(url, eventTypes, inboxes, pods, clientId, headers, other);
    }

    /** Without header values, which may be credentials. */
    @Override
    public String toString() {
        return "CreateWebhook[" + eventTypes + "]";
    }
}
