package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import java.time.Duration;

/**
 * Remembers the idempotency keys that senders put on their mail, each for one inbox and one sender, so that no sender can suppress
 * another's mail.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface IdempotencyStore {
    /**
     * Records the use unless one of this inbox, sender and key is on record; atomic under concurrency.
     *
     * @param sender who sent it, see {@link SenderKeys}
     * @param keep how long it stays on record
     * @return the use on record: {@code use} itself if the key was new
     */
    KeyUse recordIfAbsent(InboxId inbox, String sender, String key, KeyUse use, Duration keep);
}
