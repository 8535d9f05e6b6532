package io.postroom.core.webhook;

/**
 * A webhook together with its signing secret in the clear, for its owner.
 *
 * @param secret {@code whsec_} and standard base64
 */
public record RevealedWebhook(Webhook webhook, String secret) {
    @Override
    public String toString() {
        return "RevealedWebhook[" + webhook.id() + "]";
    }
}
