package io.postroom.core.webhook;

/** The id of a webhook: {@code ep_} and 32 hexadecimal digits. */
public record WebhookId(String value) {
    /** @throws IllegalArgumentException if {@code value} has no such form */
    public WebhookId {
        if (!value.matches("ep_[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not a webhook id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
