package io.postroom.core.send;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Octets;

/** Writes letters that are no larger than a message may be. Thread-safe. */
public final class Letters {
    private final Composer composer;
    private final long maxOctets;

    /** @param maxOctets of a message as it travels */
    public Letters(Composer composer, long maxOctets) {
        this.composer = composer;
        this.maxOctets = maxOctets;
    }

    /**
     * The octets of a letter, with those in {@code Bcc} that it names.
     *
     * @throws RefusedException {@link Reason#TOO_LARGE}
     */
    public Octets write(Letter letter) {
        checkSize(letter.content().files().stream()
                .mapToLong(file -> file.content().size())
                .sum());
        Octets octets = composer.compose(letter);
        checkSize(octets.size());
        return octets;
    }

    /** @throws RefusedException {@link Reason#TOO_LARGE} if no message of so many octets may leave */
    void checkSize(long octets) {
        if (octets > maxOctets) {
            throw new RefusedException(Reason.TOO_LARGE, "Request Entity Too Large");
        }
    }
}
