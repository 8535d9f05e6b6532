package io.postroom.core.send;

import io.postroom.core.message.MessageRef;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import java.time.Duration;

/**
 * Lets one of several mails that carry out the same message leave. Thread-safe; blocks. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}.
 */
public final class Passages {
    private static final Duration KEEP = Duration.ofDays(7);

    /** Stands where the senders of incoming mail stand; no sender has this name. */
    private static final String SENDER = "outgoing";

    private final IdempotencyStore uses;

    public Passages(IdempotencyStore uses) {
        this.uses = uses;
    }

    /**
     * Whether the mail is the one that passes: the first that asked, as often as it asks.
     *
     * @param passage names the mail, see {@link Outbox}
     */
    public boolean open(MessageRef message, String passage) {
        KeyUse mine = new KeyUse(passage, Digest.sha256(message.id().value()));
        return uses.recordIfAbsent(message.inbox(), SENDER, message.id().value(), mine, KEEP)
                .origin()
                .equals(passage);
    }
}
