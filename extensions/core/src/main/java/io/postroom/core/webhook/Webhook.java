package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.SealedText;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom to call when something happens.
 *
 * @param scope what it belongs to; it is never told of anything beyond
 * @param eventTypes which events; never empty
 * @param pods only events of these pods; empty for all
 * @param inboxes only events of these inboxes; empty for all
 * @param headers sent with each call, sealed; names as written
 * @param notice present if it is a channel of a rule
 */
public record Webhook(
        WebhookId id,
        OrganizationId organization,
        Scope scope,
        URI url,
        Set<EventType> eventTypes,
        Set<PodId> pods,
        Set<InboxId> inboxes,
        SigningSecrets secrets,
        Map<String, SealedText> headers,
        Optional<ClientId> clientId,
        WebhookState state,
        Instant createdAt,
        Instant updatedAt,
        Optional<MailNotice> notice) {

    /** By mail, not by HTTP. */
    private static final String MAIL_SCHEME = "mailto";

    /** Mail that a machine sent in answer to something: to write to somebody because of it could go on for ever (RFC 3834 §2). */
    private static final Labels ANSWERS_OF_MACHINES = Labels.of(Label.AUTO_REPLY, Label.BOUNCE, Label.LOOP);

    /** A webhook that is no channel of a rule. */
    public Webhook(
            WebhookId id,
            OrganizationId organization,
            Scope scope,
            URI url,
            Set<EventType> eventTypes,
            Set<PodId> pods,
            Set<InboxId> inboxes,
            SigningSecrets secrets,
            Map<String, SealedText> headers,
            Optional<ClientId> clientId,
            WebhookState state,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                organization,
                scope,
                url,
                eventTypes,
                pods,
                inboxes,
                secrets,
                headers,
                clientId,
                state,
                createdAt,
                updatedAt,
                Optional.empty());
    }

    public Webhook {
        eventTypes = Set.copyOf(eventTypes);
        pods = Set.copyOf(pods);
        inboxes = Set.copyOf(inboxes);
        headers = Map.copyOf(headers);
    }

    /** In which form it is called. */
    public CallForm form() {
        return secrets.form();
    }

    public boolean isEnabled() {
        return state instanceof WebhookState.Enabled;
    }

    /** Whether {@code event} is one of those it wants; a webhook of pods and inboxes wants those of either. */
    public boolean wants(MailEvent event) {
        return organization.equals(event.organization())
                && scope.covers(Scope.of(event.pod(), event.inbox()))
                && new EventFilter(eventTypes, inboxes, pods).wants(event)
                && (!(event.body() instanceof EventBody.Received received) || isToldOf(received.message()));
    }

    private boolean isToldOf(Message message) {
        boolean byRule =
                notice.map(channel -> channel.rule().filter().accepts(message)).orElse(true);
        return byRule && !(isMail() && message.labels().containsAny(ANSWERS_OF_MACHINES));
    }

    /** Whether people are told by mail; see {@link MailNotice}. */
    public boolean isMail() {
        return MAIL_SCHEME.equals(url.getScheme());
    }

    public Webhook withState(WebhookState now, Instant at) {
        return with(eventTypes, pods, inboxes, secrets, headers, now, at);
    }

    /** The webhook for these events of these pods and inboxes. */
    Webhook withFilter(Set<EventType> types, Set<PodId> ofPods, Set<InboxId> ofInboxes, Instant at) {
        return with(types, ofPods, ofInboxes, secrets, headers, state, at);
    }

    /** The webhook at another address. */
    Webhook withUrl(URI now, Instant at) {
        return withNotice(now, notice, at);
    }

    Webhook withHeaders(Map<String, SealedText> now, Instant at) {
        return with(eventTypes, pods, inboxes, secrets, now, state, at);
    }

    public Webhook withSecrets(SigningSecrets now, Instant at) {
        return with(eventTypes, pods, inboxes, now, headers, state, at);
    }

    /** The webhook at this URL, as the channel of a rule or of none. */
    Webhook withNotice(URI at, Optional<MailNotice> now, Instant when) {
        return new Webhook(
                id,
                organization,
                scope,
                at,
                eventTypes,
                pods,
                inboxes,
                secrets,
                headers,
                clientId,
                state,
                createdAt,
                when,
                now);
    }

    private Webhook with(
            Set<EventType> types,
            Set<PodId> ofPods,
            Set<InboxId> ofInboxes,
            SigningSecrets signing,
            Map<String, SealedText> sent,
            WebhookState now,
            Instant at) {
        return new Webhook(
                id,
                organization,
                scope,
                url,
                types,
                ofPods,
                ofInboxes,
                signing,
                sent,
                clientId,
                now,
                createdAt,
                at,
                notice);
    }

    /** The webhook under this name of its creator's. */
    public Webhook withClientId(ClientId name) {
        return new Webhook(
                id,
                organization,
                scope,
                url,
                eventTypes,
                pods,
                inboxes,
                secrets,
                headers,
                Optional.of(name),
                state,
                createdAt,
                updatedAt,
                notice);
    }

    /** Its place in a list that is ordered by creation. */
    public PageKey place() {
        return new PageKey(createdAt, id.value());
    }
}
