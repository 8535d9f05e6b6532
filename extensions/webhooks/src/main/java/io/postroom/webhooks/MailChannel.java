package io.postroom.webhooks;

import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.Webhook;

/** Tells people of an event by mail, where that is what a webhook is for. */
@FunctionalInterface
public interface MailChannel {
    /**
     * Durable once this returns; can be repeated to the same effect for a day. An unreachable store shows as an
     * {@link java.io.UncheckedIOException}.
     *
     * @throws io.postroom.core.error.RefusedException if the mail may not be sent
     */
    void send(Webhook webhook, MailEvent event);
}
