package io.postroom.webhooks;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.TestCall;
import io.postroom.core.webhook.Webhook;
import java.util.concurrent.Semaphore;

/** Makes test calls on the threads of those who ask, a few at a time. Thread-safe. */
public final class WebhookTests implements TestCall {
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final WebhookCaller caller;

    public WebhookTests(WebhookCaller caller) {
        this.caller = caller;
    }

    @Override
    public Attempt call(Webhook webhook, MailEvent event) {
        if (!places.tryAcquire()) {
            throw new RefusedException(Reason.RATE_LIMITED, "Too many tests of webhooks are under way");
        }
        try {
            return caller.callWithSample(webhook, event).attempt();
        } finally {
            places.release();
        }
    }
}
