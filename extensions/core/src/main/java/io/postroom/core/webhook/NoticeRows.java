package io.postroom.core.webhook;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.Digest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The webhooks by which one inbox tells of mail, each under a client id that is made of the inbox and what the webhook is for: so there is one
 * for each purpose, whoever makes it first. Thread-safe; calls block.
 */
final class NoticeRows {
    private final WebhookStore webhooks;
    private final WebhookChanges changes;
    private final WebhookMint mint;
    private final Clock clock;

    NoticeRows(WebhookStore webhooks, WebhookChanges changes, WebhookMint mint, Clock clock) {
        this.webhooks = webhooks;
        this.changes = changes;
        this.mint = mint;
        this.clock = clock;
    }

    /** The caller's inbox, in its scope. */
    static Scope inbox(Caller caller) {
        if (caller.scope() instanceof Scope.OneInbox one) {
            return one;
        }
        throw new RefusedException(Reason.FORBIDDEN, "Only an inbox tells of its mail this way");
    }

    /** @param purpose what else tells it from other webhooks of the inbox */
    static ClientId name(Caller caller, String... purpose) {
        String inbox = inbox(caller).withinInbox().orElseThrow().value();
        return new ClientId(
                "assmbl-" + Digest.sha256(inbox, String.join("\n", purpose)).hex());
    }

    Optional<Webhook> find(Caller caller, ClientId name) {
        return webhooks.findByClientId(caller.organization().id(), name).filter(NoticeRows::isOne);
    }

    private static boolean isOne(Webhook webhook) {
        return webhook.form() == CallForm.ASSMBL;
    }

    /** Those that are channels of the inbox's rules. */
    List<Webhook> ofRules(Caller caller) {
        return webhooks.listAll(caller.organization().id()).stream()
                .filter(webhook ->
                        webhook.notice().isPresent() && webhook.scope().equals(caller.scope()))
                .toList();
    }

    /** A new webhook, or the one that somebody else made of this name meanwhile. */
    Webhook create(Caller caller, ClientId name, URI url, Optional<MailNotice> notice, boolean enabled) {
        Instant now = now();
        Webhook made = webhooks.create(new Webhook(
                mint.id(),
                caller.organization().id(),
                inbox(caller),
                url,
                Set.of(EventType.MESSAGE_RECEIVED),
                Set.of(),
                Set.of(),
                SigningSecrets.of(mint.secret(), CallForm.ASSMBL),
                Map.of(),
                Optional.of(name),
                switched(new WebhookState.Enabled(Optional.empty()), enabled, now),
                now,
                now,
                notice));
        if (!isOne(made)) {
            throw new RefusedException(Reason.CONFLICT, "Another webhook has the name of this one");
        }
        return made;
    }

    /** The webhook with another URL, rule or state. */
    Webhook change(Webhook webhook, URI url, Optional<MailNotice> notice, boolean enabled) {
        return apply(webhook, before -> {
            WebhookState state = switched(before.state(), enabled, now());
            boolean same = before.url().equals(url)
                    && before.notice().equals(notice)
                    && before.state().equals(state);
            return same ? before : before.withNotice(url, notice, now()).withState(state, now());
        });
    }

    /** The webhook with a new secret; see {@link SigningSecrets}. */
    Webhook rotate(Webhook webhook) {
        return apply(webhook, before -> before.withSecrets(before.secrets().replacedBy(mint.secret(), now()), now()));
    }

    private Webhook apply(Webhook webhook, UnaryOperator<Webhook> change) {
        return changes.apply(webhook.organization(), webhook.id(), change)
                .orElseThrow(() -> new RefusedException(Reason.CONFLICT, "The webhook was removed meanwhile"));
    }

    void delete(Webhook webhook) {
        webhooks.delete(webhook);
    }

    private static WebhookState switched(WebhookState state, boolean on, Instant now) {
        if (!on) {
            return state.disabledByOwner(now);
        }
        return state instanceof WebhookState.Enabled ? state : new WebhookState.Enabled(Optional.empty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
