package io.postroom.core.send;

import io.postroom.core.domain.DomainRights;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends what was written down before, such as a draft: once for its key, whatever ends an attempt; see {@link SendOnce}. Thread-safe; calls
 * block. An unreachable store or queue shows as an {@link java.io.UncheckedIOException}.
 */
public final class PreparedSending {
    private final DomainRights domains;
    private final RefusedRecipients refused;
    private final Dispatch dispatch;
    private final SendOnce once;

    public PreparedSending(DomainRights domains, RefusedRecipients refused, Dispatch dispatch, SendOnce once) {
        this.domains = domains;
        this.refused = refused;
        this.dispatch = dispatch;
        this.once = once;
    }

    /**
     * Sends, or tells what was sent for this key before.
     *
     * @param request what is asked for
     * @param prepared asked for what is to be sent, if an attempt is to be made; whatever it throws ends the attempt
     * @throws RefusedException as {@link Sending} does; {@link Reason#CONFLICT} if something else was asked for with this key, or if an
     *     attempt is under way
     */
    public SentMessage send(Inbox inbox, IdempotencyKey key, Digest request, Supplier<Composition> prepared) {
        return once.send(inbox, key, request, (id, date) -> {
            Composition composition = prepared.get();
            domains.requireSendFrom(inbox.organization(), inbox.id().domain());
            ContentRules.check(composition.content(), !composition.references().isEmpty());
            Sending.checkCount(composition.recipients());
            Sending.checkNotRefused(refused, inbox, composition.recipients());
            return dispatch.send(inbox, composition.letter(id, date, Composing.from(inbox)), Duration.ZERO);
        });
    }
}
