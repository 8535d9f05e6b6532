package io.postroom.core.send;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who waits for the answer to a request to send.
 *
 * @param key empty if the request has none
 * @param gone says whether the connection was cut, so that the answer will not be read; asked before there is one
 */
public record Asker(Optional<IdempotencyKey> key, BooleanSupplier gone) {
    /** One that stays, and gave no key. */
    public static final Asker ANYBODY = new Asker(Optional.empty(), () -> false);

    /** One that stays, and gave this key. */
    public static Asker with(IdempotencyKey key) {
        return new Asker(Optional.of(key), () -> false);
    }
}
