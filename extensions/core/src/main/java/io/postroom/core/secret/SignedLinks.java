package io.postroom.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes and checks tokens that let their holder fetch one thing for a while without a key. Thread-safe. */
public final class SignedLinks {
    /** How long a link is good for. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** A token and when it ends. */
    public record Link(String token, Instant expiresAt) {}

    private final byte[] key;
    private final Clock clock;

    public SignedLinks(MasterKey master, Clock clock) {
        this.key = master.derive("links");
        this.clock = clock;
    }

    /** A token for {@code subject}, which its holder can read but not change. */
    public Link sign(String subject) {
        Instant end = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
        byte[] payload = (end.getEpochSecond() + " " + subject).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return new Link(
                base64.encodeToString(payload) + "." + base64.encodeToString(MasterKey.hmac(key, payload)), end);
    }

    /** What {@code token} was made for; empty if it was changed, is none of ours or has expired. */
    public Optional<String> verify(String token) {
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
            return clock.instant().isBefore(end) ? Optional.of(text.substring(space + 1)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
