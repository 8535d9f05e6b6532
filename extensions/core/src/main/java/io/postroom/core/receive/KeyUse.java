package io.postroom.core.receive;

import io.postroom.core.secret.Digest;

/**
 * The first use of an idempotency key.
 *
 * @param origin the arrival that used it, see {@link Arrival#origin()}
 * @param content what that arrival said, see {@link SenderKeys}
 */
public record KeyUse(String origin, Digest content) {}
