package io.postroom.core.webhook;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.secret.SealedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the calls of a webhook are signed with. A secret that was replaced goes on signing beside the new one for a day, so that the receiver
 * has time to learn the new one.
 *
 * @param current {@code whsec_…}, sealed
 * @param retired those it replaced, the newest first
 */
public record SigningSecrets(SealedText current, List<Retired> retired) {
    /** How long a secret signs after it was replaced. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** So that the header that carries the signatures stays short. */
    static final int MAX_RETIRED = 4;

    /** @param until from when on it signs no more */
    public record Retired(SealedText secret, Instant until) {
        private boolean signsAt(Instant now) {
            return until.isAfter(now);
        }
    }

    public SigningSecrets {
        retired = List.copyOf(retired);
    }

    /** One secret, which replaces none. */
    public static SigningSecrets of(SealedText secret) {
        return new SigningSecrets(secret, List.of());
    }

    /** Those that sign a call at {@code now}, the current one first. */
    public List<SealedText> at(Instant now) {
        return Stream.concat(
                        Stream.of(current),
                        retired.stream().filter(old -> old.signsAt(now)).map(Retired::secret))
                .toList();
    }

    /** When the last of the replaced secrets stops signing; empty if none signs at {@code now}. */
    public Optional<Instant> overlapEnd(Instant now) {
        return retired.stream()
                .filter(old -> old.signsAt(now))
                .map(Retired::until)
                .max(Instant::compareTo);
    }

    /** @throws RefusedException {@link Reason#LIMIT_EXCEEDED} if too many replaced ones still sign */
    SigningSecrets replacedBy(SealedText next, Instant now) {
        List<Retired> old = new ArrayList<>();
        old.add(new Retired(current, now.plus(OVERLAP)));
        retired.stream().filter(earlier -> earlier.signsAt(now)).forEach(old::add);
        if (old.size() > MAX_RETIRED) {
            throw new RefusedException(
                    Reason.LIMIT_EXCEEDED,
                    "A webhook's secret can be replaced " + MAX_RETIRED + " times within " + OVERLAP.toHours()
                            + " hours");
        }
        return new SigningSecrets(next, old);
    }
}
