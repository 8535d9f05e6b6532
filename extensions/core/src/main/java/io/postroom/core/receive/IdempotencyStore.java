package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.Digest;
import java.time.Duration;

/**
 * Remembers the idempotency keys that senders put on their mail, each for one inbox and one sender, so that no sender can suppress
 * another's mail.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface IdempotencyStore {
    /**
     * Records that the key stands for this content unless it is recorded already; atomic under concurrency.
     *
     * @param sender the envelope sender in lower case; empty for the null sender
     * @return the digest on record: {@code content} itself if the key is new or was recorded for it before
     */
    Digest recordIfAbsent(InboxId inbox, String sender, String key, Digest content, Duration keep);
}
