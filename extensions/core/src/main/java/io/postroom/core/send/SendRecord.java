package io.postroom.core.send;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of the use of an idempotency key.
 *
 * @param request what the first request with the key asked for; see {@link Fingerprint}
 * @param message the id of the message, settled at the first attempt
 * @param at the date of the message, settled at the first attempt, in milliseconds precision
 * @param attempt names the attempt that is under way, or was the last
 * @param busyUntil until when that attempt is taken to be under way, in milliseconds precision
 * @param thread that of the message once it was sent; empty until then
 */
public record SendRecord(
        OrganizationId organization,
        IdempotencyKey key,
        Digest request,
        MessageId message,
        Instant at,
        UUID attempt,
        Instant busyUntil,
        Optional<ThreadId> thread) {

    SendRecord takenOver(UUID by, Instant until) {
        return new SendRecord(organization, key, request, message, at, by, until, Optional.empty());
    }

    SendRecord freed() {
        return new SendRecord(organization, key, request, message, at, attempt, at, Optional.empty());
    }

    SendRecord sent(ThreadId into) {
        return new SendRecord(organization, key, request, message, at, attempt, busyUntil, Optional.of(into));
    }
}
