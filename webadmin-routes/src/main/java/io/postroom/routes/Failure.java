package io.postroom.routes;

import io.postroom.core.error.RefusedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a request was not answered as it was meant to be; a dialect says so in its own words. */
public sealed interface Failure {
    /** When to come back, in seconds, where nothing better is known. */
    String RETRY_SECONDS = "2";

    /** The caller is wrong. */
    record Refused(RefusedException why) implements Failure {
        /** RFC 9110 §10.2.3: after how many whole seconds it is over, for one who asked too often. */
        public String retryAfter() {
            Optional<Duration> wait = why.waiting();
            return wait.map(time ->
                            String.valueOf(time.plusSeconds(1).minusNanos(1).toSeconds()))
                    .orElse(RETRY_SECONDS);
        }
    }

    /** Something that the server needs cannot be reached. */
    record Unavailable() implements Failure {}

    /** @param request what the log calls it */
    record Mistake(String request) implements Failure {}

    /** What {@code failure} is; logs it if the caller is not to blame. */
    static Failure of(Exception failure) {
        if (failure instanceof RefusedException refused) {
            return new Refused(refused);
        }
        Logger logger = LoggerFactory.getLogger(Failure.class);
        if (failure instanceof UncheckedIOException) {
            logger.warn(
                    "a store cannot be reached: {}",
                    failure.getMessage()); // one line: every request may end so for a while
            logger.debug("where that was", failure);
            return new Unavailable();
        }
        String request = UUID.randomUUID().toString();
        logger.error("request {} failed", request, failure);
        return new Mistake(request);
    }
}
