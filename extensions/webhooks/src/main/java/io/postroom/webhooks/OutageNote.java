package io.postroom.webhooks;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not answer, and once that it does again, however many threads notice. Thread-safe. */
final class OutageNote {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookRelay.class);

    private final String what;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param what begins a sentence */
    OutageNote(String what) {
        this.what = what;
    }

    void noteOutage(UncheckedIOException e) {
        if (away.compareAndSet(false, true)) {
            LOGGER.warn("{} does not answer; webhooks wait until it does", what, e);
        }
    }

    void noteAnswer() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOGGER.info("{} answers again; webhooks go on", what);
        }
    }
}
