package io.postroom.core.webhook;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventRights;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Numbered;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.SealedText;
import io.postroom.core.secret.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Webhooks within the scope of a caller; one that it creates belongs to that scope.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}. Each method throws a
 * {@link RefusedException} if the caller may not do this or names a webhook that it cannot see.
 */
public final class Webhooks {
    static final int MAX_INBOXES = 10;
    static final int MAX_PODS = 10;

    private final WebhookStore webhooks;
    private final WebhookChanges changes;
    private final PodStore pods;
    private final InboxStore inboxes;
    private final Seal seal;
    private final WebhookMint mint;
    private final Clock clock;

    public Webhooks(
            WebhookStore webhooks,
            WebhookChanges changes,
            PodStore pods,
            InboxStore inboxes,
            Seal seal,
            Tokens tokens,
            Clock clock) {
        this.webhooks = webhooks;
        this.changes = changes;
        this.pods = pods;
        this.inboxes = inboxes;
        this.seal = seal;
        this.mint = new WebhookMint(seal, tokens);
        this.clock = clock;
    }

    /**
     * Creates a webhook, or returns the one that was created with this client id.
     *
     * @throws RefusedException {@link Reason#ALREADY_EXISTS} if a webhook that the caller cannot see has the client id
     */
    public RevealedWebhook create(Caller caller, CreateWebhook request) {
        caller.require(Permission.WEBHOOK_CREATE);
        EventRights.requireRightTo(caller, request.eventTypes());
        requireOwn(caller, "inbox_ids", request.inboxes(), "pod_ids", request.pods());
        Instant now = now();
        Webhook webhook = webhooks.create(new Webhook(
                mint.id(),
                caller.organization().id(),
                caller.scope(),
                request.url(),
                Set.copyOf(request.eventTypes()),
                limited("pod_ids", request.pods(), MAX_PODS),
                limited("inbox_ids", request.inboxes(), MAX_INBOXES),
                SigningSecrets.of(mint.secret(), request.form()),
                sealed(request.headers()),
                request.clientId(),
                new WebhookState.Enabled(Optional.empty()),
                now,
                now));
        if (!caller.scope().covers(webhook.scope())) {
            throw new RefusedException(Reason.ALREADY_EXISTS, "The client_id is taken");
        }
        return reveal(webhook);
    }

    /** Ordered by creation time, then id. */
    public Page<RevealedWebhook> list(Caller caller, PageRequest request) {
        caller.require(Permission.WEBHOOK_READ);
        List<Webhook> visible = webhooks.listAll(caller.organization().id()).stream()
                .filter(webhook -> caller.scope().covers(webhook.scope()))
                .toList();
        return Page.of(visible, Webhook::place, request).map(this::reveal);
    }

    /** A page of the same by number, the newest first. */
    public Numbered<RevealedWebhook> list(Caller caller, PageNumber page) {
        caller.require(Permission.WEBHOOK_READ);
        long total = webhooks.listAll(caller.organization().id()).stream()
                .filter(webhook -> caller.scope().covers(webhook.scope()))
                .count();
        return Numbered.walk(total, page, request -> list(caller, request));
    }

    public RevealedWebhook get(Caller caller, WebhookId id) {
        caller.require(Permission.WEBHOOK_READ);
        return reveal(find(caller, id));
    }

    public RevealedWebhook update(Caller caller, WebhookId id, UpdateWebhook change) {
        caller.require(Permission.WEBHOOK_UPDATE);
        EventRights.requireRightTo(caller, change.eventTypes());
        Caller confined = caller.within(find(caller, id).scope()); // it gets nothing from beyond its own scope
        requireOwn(confined, "add_inbox_ids", change.addInboxes(), "add_pod_ids", change.addPods());
        return reveal(change(caller, id, webhook -> changed(webhook, change)));
    }

    /** Puts something else in the place of what it has. */
    public RevealedWebhook revise(Caller caller, WebhookId id, ReviseWebhook change) {
        caller.require(Permission.WEBHOOK_UPDATE);
        change.eventTypes().ifPresent(types -> EventRights.requireRightTo(caller, types));
        Caller confined = caller.within(find(caller, id).scope()); // as for update
        requireOwn(confined, "inbox_ids", change.inboxes().orElse(List.of()), "pod_ids", List.of());
        return reveal(change(caller, id, webhook -> revised(webhook, change)));
    }

    private Webhook revised(Webhook webhook, ReviseWebhook change) {
        Instant now = now();
        return webhook.withUrl(change.url().orElse(webhook.url()), now)
                .withFilter(
                        change.eventTypes().<Set<EventType>>map(Set::copyOf).orElse(webhook.eventTypes()),
                        webhook.pods(),
                        change.inboxes()
                                .map(ids -> limited("inbox_ids", ids, MAX_INBOXES))
                                .orElse(webhook.inboxes()),
                        now)
                .withState(switched(webhook.state(), change.enabled(), now), now);
    }

    /**
     * Gives it a new secret. Its calls are signed with the old one as well for {@link SigningSecrets#OVERLAP}.
     *
     * @throws RefusedException {@link Reason#LIMIT_EXCEEDED} if that was done several times within that time
     */
    public RevealedWebhook rotateSecret(Caller caller, WebhookId id) {
        caller.require(Permission.WEBHOOK_UPDATE);
        find(caller, id);
        SealedText next = mint.secret();
        Instant now = now();
        return reveal(change(
                caller, id, webhook -> webhook.withSecrets(webhook.secrets().replacedBy(next, now), now)));
    }

    private Webhook change(Caller caller, WebhookId id, UnaryOperator<Webhook> change) {
        return changes.apply(caller.organization().id(), id, change).orElseThrow(Webhooks::notFound);
    }

    /** Ends all calls of it, also of what has happened already. */
    public void delete(Caller caller, WebhookId id) {
        caller.require(Permission.WEBHOOK_DELETE);
        webhooks.delete(find(caller, id));
    }

    /** The names of the headers sent with each call, in alphabetical order; their values are never shown. */
    public List<String> headerNames(Caller caller, WebhookId id) {
        caller.require(Permission.WEBHOOK_READ);
        return find(caller, id).headers().keySet().stream().sorted().toList();
    }

    public void updateHeaders(Caller caller, WebhookId id, UpdateHeaders change) {
        caller.require(Permission.WEBHOOK_UPDATE);
        find(caller, id);
        change(caller, id, webhook -> withHeaders(webhook, change));
    }

    /** The same words for what does not exist and for what is another's. */
    private void requireOwn(Caller caller, String inboxField, List<InboxId> ids, String podField, List<PodId> podIds) {
        for (int i = 0; i < ids.size(); i++) {
            boolean own = inboxes.find(ids.get(i))
                    .filter(inbox -> caller.covers(inbox.organization(), inbox.pod(), inbox.id()))
                    .isPresent();
            if (!own) {
                throw refused("inbox not found", inboxField, i);
            }
        }
        for (int i = 0; i < podIds.size(); i++) {
            if (!isOwn(caller, podIds.get(i))) {
                throw refused("pod not found", podField, i);
            }
        }
    }

    private boolean isOwn(Caller caller, PodId pod) {
        return caller.scope().reaches(pod) && pods.exists(caller.organization().id(), pod);
    }

    private static RefusedException refused(String message, String field, int index) {
        Problem problem = new Problem("invalid_value", List.of(field, String.valueOf(index)), message);
        return new RefusedException(Reason.INVALID, message, List.of(problem), List.of());
    }

    private Webhook changed(Webhook webhook, UpdateWebhook change) {
        Set<InboxId> nowInboxes = edited(webhook.inboxes(), change.addInboxes(), change.removeInboxes());
        Set<PodId> nowPods = edited(webhook.pods(), change.addPods(), change.removePods());
        boolean wasEverywhere = webhook.inboxes().isEmpty() && webhook.pods().isEmpty();
        if (!wasEverywhere && nowInboxes.isEmpty() && nowPods.isEmpty()) {
            throw RefusedException.invalid(
                    "remove_inbox_ids", "a webhook of some inboxes or pods keeps at least one of them");
        }
        Instant now = now();
        return webhook.withFilter(
                        change.eventTypes().isEmpty() ? webhook.eventTypes() : Set.copyOf(change.eventTypes()),
                        limited("add_pod_ids", nowPods, MAX_PODS),
                        limited("add_inbox_ids", nowInboxes, MAX_INBOXES),
                        now)
                .withState(switched(webhook.state(), change.enabled(), now), now);
    }

    /** @param on empty to leave it as it is */
    private static WebhookState switched(WebhookState state, Optional<Boolean> on, Instant now) {
        if (on.isEmpty()) {
            return state;
        }
        return on.get() ? new WebhookState.Enabled(Optional.empty()) : state.disabledByOwner(now);
    }

    private static <T> Set<T> edited(Set<T> present, List<T> add, List<T> remove) {
        Set<T> edited = new HashSet<>(present);
        edited.addAll(add);
        remove.forEach(edited::remove);
        return edited;
    }

    private static <T> Set<T> limited(String field, Collection<T> values, int max) {
        Set<T> distinct = Set.copyOf(values);
        if (distinct.size() > max) {
            throw RefusedException.invalid(field, "at most " + max + " are allowed");
        }
        return distinct;
    }

    private Webhook withHeaders(Webhook webhook, UpdateHeaders change) {
        Set<String> gone = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        gone.addAll(change.remove());
        gone.addAll(change.set().keySet());
        Map<String, SealedText> headers = new HashMap<>(webhook.headers());
        headers.keySet().removeIf(gone::contains);
        headers.putAll(sealed(change.set()));
        if (headers.size() > UpdateHeaders.MAX_HEADERS) {
            throw RefusedException.invalid(
                    "headers", "a webhook has at most " + UpdateHeaders.MAX_HEADERS + " headers");
        }
        return webhook.withHeaders(headers, now());
    }

    private Map<String, SealedText> sealed(Map<String, String> headers) {
        Map<String, SealedText> sealed = new HashMap<>();
        headers.forEach((name, value) -> sealed.put(name, seal.seal(value)));
        return sealed;
    }

    /** The webhook, if it is within the caller's scope. */
    Webhook find(Caller caller, WebhookId id) {
        return webhooks.find(caller.organization().id(), id)
                .filter(webhook -> caller.scope().covers(webhook.scope()))
                .orElseThrow(Webhooks::notFound);
    }

    private static RefusedException notFound() {
        return RefusedException.notFound("Webhook");
    }

    private RevealedWebhook reveal(Webhook webhook) {
        return new RevealedWebhook(
                webhook,
                seal.open(webhook.secrets().current()),
                webhook.secrets().overlapEnd(now()));
    }

    /** What a store keeps: milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
