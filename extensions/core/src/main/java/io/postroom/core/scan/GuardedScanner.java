package io.postroom.core.scan;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner that is done without while it is away. After {@value #MOST_FAILURES} failures in a row it is left alone for a while; then one mail
 * asks again, and the others go on without until that has its answer.
 *
 * <p>Thread-safe; blocks as the scanner does. Nothing throws: mail is not held up by who looks through it.
 */
public final class GuardedScanner {
    static final Duration PAUSE = Duration.ofSeconds(30);
    static final int MOST_FAILURES = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedScanner.class);

    /**
     * How it is.
     *
     * @param isOn whether there is one to be asked
     * @param trouble why it did not answer last; empty if it did, or was not asked yet
     */
    public record State(String name, boolean isOn, Optional<String> trouble) {}

    private final String name;
    private final Optional<Scanner> scanner;
    private final long limit;
    private final Clock clock;
    private int failures;
    private Instant askAgain = Instant.EPOCH;
    private Optional<String> trouble = Optional.empty();

    /**
     * @param name of what it is for, as the operator reads it
     * @param scanner empty if nobody is to be asked
     * @param limit larger mail is not given to it, in octets
     */
    public GuardedScanner(String name, Optional<Scanner> scanner, long limit, Clock clock) {
        this.name = name;
        this.scanner = scanner;
        this.limit = limit;
        this.clock = clock;
    }

    /** Nobody to be asked. */
    public static GuardedScanner off(String name) {
        return new GuardedScanner(name, Optional.empty(), 0, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    public boolean isOn() {
        return scanner.isPresent();
    }

    public Scan scan(ScannedMail mail) {
        return scanner.map(one -> scan(one, mail)).orElseGet(Scan.Off::new);
    }

    public synchronized State state() {
        return new State(name, isOn(), trouble);
    }

    private Scan scan(Scanner one, ScannedMail mail) {
        if (mail.raw().size() > limit) {
            return new Scan.NotScanned(Scan.NotScanned.Why.TOO_LARGE);
        }
        if (!isToBeAsked()) {
            return new Scan.NotScanned(Scan.NotScanned.Why.DOWN);
        }
        try {
            Scan scan = one.scan(mail);
            answered(one);
            return scan;
        } catch (IOException e) {
            failed(one, e);
            return new Scan.NotScanned(Scan.NotScanned.Why.DOWN);
        }
    }

    private synchronized boolean isToBeAsked() {
        if (failures < MOST_FAILURES) {
            return true;
        }
        Instant now = clock.instant();
        boolean due = !now.isBefore(askAgain);
        if (due) {
            askAgain = now.plus(PAUSE); // for the others, until this one has its answer
        }
        return due;
    }

    private synchronized void answered(Scanner one) {
        if (trouble.isPresent()) {
            LOGGER.info("The {} at {} answers again", name, one.address());
        }
        failures = 0;
        trouble = Optional.empty();
    }

    private synchronized void failed(Scanner one, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (trouble.isEmpty()) {
            LOGGER.warn("The {} at {} does not answer, mail goes on without it: {}", name, one.address(), why);
        } else {
            LOGGER.debug("The {} at {} does not answer: {}", name, one.address(), why);
        }
        failures++;
        trouble = Optional.of(why);
        if (failures >= MOST_FAILURES) {
            askAgain = clock.instant().plus(PAUSE);
        }
    }
}
