package io.postroom.core.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * A webhook together with its signing secret in the clear, for its owner.
 *
 * @param secret the current one, {@code whsec_} and standard base64
 * @param overlapEnd until when calls are also signed with secrets that this one replaced; empty if they are not
 */
public record RevealedWebhook(Webhook webhook, String secret, Optional<Instant> overlapEnd) {
    @Override
    public String toString() {
        return "RevealedWebhook[" + webhook.id() + "]";
    }
}
