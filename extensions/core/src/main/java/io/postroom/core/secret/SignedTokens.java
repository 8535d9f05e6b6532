package io.postroom.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Texts that this installation has signed for one purpose, with the time until which they are good. Their holders can read but not change them. Thread-safe. */
public final class SignedTokens {
    private final byte[] key;

    /** @param purpose tokens of one purpose are none of another */
    public SignedTokens(MasterKey master, String purpose) {
        this.key = master.derive(purpose);
    }

    /**
     * What a token says.
     *
     * @param endsAt until when it is good, in seconds precision
     */
    public record Signed(String subject, Instant endsAt) {}

    /** A token of letters, digits, {@code - _} and one dot. */
    public String sign(String subject, Instant endsAt) {
        byte[] payload = (endsAt.getEpochSecond() + " " + subject).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(payload) + "." + base64.encodeToString(MasterKey.hmac(key, payload));
    }

    /** What {@code token} says, whether it is still good or not; empty if it was changed or is none of ours. */
    public Optional<Signed> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(signature, MasterKey.hmac(key, payload))) {
                return Optional.empty();
            }
            String text = new String(payload, StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            Instant end = Instant.ofEpochSecond(Long.parseLong(text.substring(0, space)));
            return Optional.of(new Signed(text.substring(space + 1), end));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
