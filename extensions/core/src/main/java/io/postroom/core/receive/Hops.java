package io.postroom.core.receive;

import org.jspecify.annotations.Nullable;

/**
 * Tells mail that has come over too many servers: it most likely goes round between two that forward to each other (RFC 5321 §6.3).
 *
 * @param most how many {@code Received} fields a message may have; 0 for any number
 */
public record Hops(int most) {
    /** The field that each server adds. */
    public static final String FIELD = "Received";

    /** @throws IllegalArgumentException if {@code most} is negative */
    public Hops {
        if (most < 0) {
            throw new IllegalArgumentException("a number of servers is not negative");
        }
    }

    /** @param received the message's {@code Received} fields, this server's own among them; null if there are none */
    public boolean areTooMany(String @Nullable [] received) {
        return most > 0 && received != null && received.length > most;
    }
}
