package io.postroom.core.event;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not answer, and once that it does again, however many threads notice. Thread-safe. */
public final class OutageNote {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutageNote.class);

    private final String what;
    private final String waiting;
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * @param what does not answer; begins a sentence
     * @param waiting who waits until it does, in the plural
     */
    public OutageNote(String what, String waiting) {
        this.what = what;
        this.waiting = waiting;
    }

    public void noteOutage(UncheckedIOException e) {
        if (away.compareAndSet(false, true)) {
            LOGGER.warn("{} does not answer; {} wait until it does", what, waiting, e);
        }
    }

    public void noteAnswer() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOGGER.info("{} answers again; {} go on", what, waiting);
        }
    }
}
