package io.postroom.core.webhook;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventRights;
import io.postroom.core.event.EventType;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The one webhook by which an inbox tells of all its mail in the Assmbl dialect; {@link NoticeRules} are beside it. It is a {@link Webhook}, and
 * so goes the way of all: told at least once, again where that failed, listed and removed with the others. For callers that are one inbox.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class MailNotices {
    private static final String PURPOSE = "webhook";

    private final NoticeRows rows;
    private final Seal seal;
    private final KeyedLocks locks = new KeyedLocks();

    public MailNotices(WebhookStore webhooks, WebhookChanges changes, Seal seal, Tokens tokens, Clock clock) {
        this.rows = new NoticeRows(webhooks, changes, new WebhookMint(seal, tokens), clock);
        this.seal = seal;
    }

    /**
     * The webhook.
     *
     * @param newSecret what its calls are signed with, if that was made just now: it is not shown again
     */
    public record Shown(URI url, boolean enabled, Optional<String> newSecret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Shown[" + url + "]";
        }
    }

    /**
     * What the webhook is to be.
     *
     * @param url empty to leave it as it is
     * @param rotateSecret whether it gets a new secret
     */
    public record Wish(Optional<URI> url, boolean enabled, boolean rotateSecret) {}

    /** The URL that {@code text} is; refused if none that can be called. */
    public static URI url(String text) {
        WebhookProblems problems = new WebhookProblems();
        URI url = problems.url(Optional.of(text));
        problems.refuseIfAny();
        return url;
    }

    /** Makes the webhook, or changes it. */
    public Shown put(Caller caller, Wish wish) {
        caller.require(Permission.WEBHOOK_CREATE);
        caller.require(Permission.WEBHOOK_UPDATE);
        EventRights.requireRightTo(caller, List.of(EventType.MESSAGE_RECEIVED));
        ClientId name = NoticeRows.name(caller, PURPOSE);
        return locks.with(name, () -> {
            Optional<Webhook> known = rows.find(caller, name);
            URI url = wish.url()
                    .or(() -> known.map(Webhook::url))
                    .orElseThrow(() -> RefusedException.invalid("url", "url is required"));
            if (known.isEmpty()) {
                return shown(rows.create(caller, name, url, Optional.empty(), wish.enabled()), true);
            }
            Webhook changed = rows.change(known.get(), url, Optional.empty(), wish.enabled());
            return shown(wish.rotateSecret() ? rows.rotate(changed) : changed, wish.rotateSecret());
        });
    }

    private Shown shown(Webhook webhook, boolean withSecret) {
        return new Shown(
                webhook.url(),
                webhook.isEnabled(),
                withSecret ? Optional.of(seal.open(webhook.secrets().current())) : Optional.empty());
    }

    /** The webhook as it is; empty if there is none. */
    public Optional<Shown> get(Caller caller) {
        caller.require(Permission.WEBHOOK_READ);
        return rows.find(caller, NoticeRows.name(caller, PURPOSE)).map(webhook -> shown(webhook, false));
    }

    /** Ends all calls of it, also of what has happened already; nothing happens if there is none. */
    public void delete(Caller caller) {
        caller.require(Permission.WEBHOOK_DELETE);
        rows.find(caller, NoticeRows.name(caller, PURPOSE)).ifPresent(rows::delete);
    }
}
