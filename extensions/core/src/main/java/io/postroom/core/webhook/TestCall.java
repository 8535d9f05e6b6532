package io.postroom.core.webhook;

import io.postroom.core.event.MailEvent;

/** Calls a webhook once, off the record, so that its owner sees what its endpoint says. */
@FunctionalInterface
public interface TestCall {
    /**
     * Tells {@code webhook} of an event that did not happen, signed as others are, and blocks until its endpoint has answered or had its time.
     *
     * @throws io.postroom.core.error.RefusedException {@link io.postroom.core.error.Reason#RATE_LIMITED} if too many tests are under way
     */
    Attempt call(Webhook webhook, MailEvent event);
}
