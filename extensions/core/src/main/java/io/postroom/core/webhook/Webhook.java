package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.secret.SealedText;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom to call when something happens.
 *
 * @param eventTypes which events; never empty
 * @param pods only events of these pods; empty for all
 * @param inboxes only events of these inboxes; empty for all
 * @param secret the sealed signing secret, {@code whsec_…}
 * @param headers sent with each call, sealed; names as written
 */
public record Webhook(
        WebhookId id,
        OrganizationId organization,
        URI url,
        Set<EventType> eventTypes,
        Set<PodId> pods,
        Set<InboxId> inboxes,
        SealedText secret,
        Map<String, SealedText> headers,
        Optional<ClientId> clientId,
        WebhookState state,
        Instant createdAt,
        Instant updatedAt) {

    public Webhook {
        eventTypes = Set.copyOf(eventTypes);
        pods = Set.copyOf(pods);
        inboxes = Set.copyOf(inboxes);
        headers = Map.copyOf(headers);
    }

    public boolean isEnabled() {
        return state instanceof WebhookState.Enabled;
    }

    /** Whether {@code event} is one of those it wants; a webhook of pods and inboxes wants those of either. */
    public boolean wants(MailEvent event) {
        boolean everywhere = pods.isEmpty() && inboxes.isEmpty();
        return eventTypes.contains(event.type())
                && organization.equals(event.organization())
                && (everywhere
                        || event.pod().filter(pods::contains).isPresent()
                        || event.inbox().filter(inboxes::contains).isPresent());
    }

    public Webhook withState(WebhookState now, Instant at) {
        return new Webhook(
                id, organization, url, eventTypes, pods, inboxes, secret, headers, clientId, now, createdAt, at);
    }
}
