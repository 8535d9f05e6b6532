package io.postroom.server.numbering;

import java.time.Duration;
import java.util.function.Consumer;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives reserved numbers back when the server stops, so that UIDNEXT is the same after an orderly restart (RFC 3501, section 2.3.1.1). */
final class UnusedNumbers implements Startable {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Logger LOGGER = LoggerFactory.getLogger(UnusedNumbers.class);

    private final ReservedUids uids;
    private final ReservedModSeqs modSeqs;

    @Inject
    UnusedNumbers(ReservedUids uids, ReservedModSeqs modSeqs) {
        this.uids = uids;
        this.modSeqs = modSeqs;
    }

    @PreDestroy
    void giveBack() {
        attempt(uids::giveBack);
        attempt(modSeqs::giveBack);
    }

    private static void attempt(Consumer<Duration> giveBack) {
        try {
            giveBack.accept(LONGEST);
        } catch (RuntimeException e) {
            LOGGER.warn("not all reserved numbers of mailboxes are given back; they are skipped: {}", e.toString());
        }
    }
}
