package io.postroom.core.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes and checks tokens that let their holder fetch one thing for a while without a key. Thread-safe. */
public final class SignedLinks {
    /** How long a link is good for. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** A token and when it ends. */
    public record Link(String token, Instant expiresAt) {}

    private final SignedTokens tokens;
    private final Clock clock;

    public SignedLinks(MasterKey master, Clock clock) {
        this.tokens = new SignedTokens(master, "links");
        this.clock = clock;
    }

    /** A token for {@code subject}, which its holder can read but not change. */
    public Link sign(String subject) {
        Instant end = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
        return new Link(tokens.sign(subject, end), end);
    }

    /** What {@code token} was made for; empty if it was changed, is none of ours or has expired. */
    public Optional<String> verify(String token) {
        return tokens.read(token)
                .filter(signed -> clock.instant().isBefore(signed.endsAt()))
                .map(SignedTokens.Signed::subject);
    }
}
