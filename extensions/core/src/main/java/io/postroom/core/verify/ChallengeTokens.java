package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.SignedTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The texts at the end of links that answer challenges: which inbox, which sender and which challenge, signed by this installation. Whether the
 * challenge is still open the token does not say. Thread-safe.
 */
public final class ChallengeTokens {
    private static final int PARTS = 3;

    private final SignedTokens tokens;
    private final Clock clock;

    public ChallengeTokens(MasterKey master, Clock clock) {
        this.tokens = new SignedTokens(master, "challenges");
        this.clock = clock;
    }

    /**
     * What a token was made for.
     *
     * @param endsAt from when on it is good for nothing
     */
    public record Named(InboxId inbox, SenderAddress address, UUID challenge, Instant endsAt) {}

    /** A token that is good for {@link Challenge#LIFETIME} from now. */
    String write(InboxId inbox, SenderAddress address, UUID challenge) {
        String subject = inbox + " " + challenge + " " + address; // only the last may have a space in it
        return tokens.sign(subject, clock.instant().plus(Challenge.LIFETIME));
    }

    /** Empty if it is none that this installation wrote. One that has ended is read all the same. */
    Optional<Named> read(String token) {
        return tokens.read(token).map(signed -> {
            String[] parts = signed.subject().split(" ", PARTS);
            return new Named(
                    new InboxId(parts[0]), new SenderAddress(parts[2]), UUID.fromString(parts[1]), signed.endsAt());
        });
    }
}
