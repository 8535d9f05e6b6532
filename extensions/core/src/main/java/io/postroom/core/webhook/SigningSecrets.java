package io.postroom.core.webhook;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.secret.SealedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the calls of a webhook are signed with. A secret that was replaced goes on signing beside the new one for a day, so that the receiver
 * has time to learn the new one.
 *
 * @param current {@code whsec_…}, sealed
 * @param retired those it replaced, the newest first
 * @param form which signatures there are
 */
public record SigningSecrets(SealedText current, List<Retired> retired, CallForm form) {
    private static final String PREFIX = "whsec_";

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

    /** For calls in the usual form. */
    public SigningSecrets(SealedText current, List<Retired> retired) {
        this(current, retired, CallForm.STANDARD);
    }

    /** One secret, which replaces none. */
    public static SigningSecrets of(SealedText secret) {
        return of(secret, CallForm.STANDARD);
    }

    /** As {@link #of(SealedText)}, for calls in this form. */
    static SigningSecrets of(SealedText secret, CallForm form) {
        return new SigningSecrets(secret, List.of(), form);
    }

    /**
     * The key that a secret in the clear stands for.
     *
     * @param secret {@code whsec_} and standard base64 (RFC 4648 §4)
     */
    public static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** The same secret in plain hexadecimal digits. */
    public static String hex(String secret) {
        return HexFormat.of().formatHex(key(secret));
    }

    /** The secret in the clear that stands for a key. */
    static String text(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
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
        return new SigningSecrets(next, old, form);
    }
}
