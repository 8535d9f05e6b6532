package io.postroom.core.signup;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An agent that signed up for an inbox, and the person it named.
 *
 * @param organization made of {@code human} and the name of {@code inbox}, and so the same for the same two
 * @param human the mailbox of the person, in lower case
 * @param code what the person was sent last; empty once verified, and before anything was sent
 * @param verifiedAt when the person's code came back; empty before
 * @param version another one after each change
 */
public record SignUp(
        OrganizationId organization,
        String human,
        InboxId inbox,
        Optional<Code> code,
        Instant createdAt,
        Optional<Instant> verifiedAt,
        UUID version) {
    /** How often a code may be tried. */
    public static final int MAX_TRIES = 10;

    /**
     * A code on its way.
     *
     * @param sealed what is kept of it; see {@link io.postroom.core.secret.OneTimeCodes}
     * @param endsAt from when on it is worth nothing
     * @param tries how many there were
     * @param sent whether the mail with it was handed over
     */
    public record Code(Digest sealed, Instant endsAt, int tries, boolean sent) {
        boolean isAlive(Instant now) {
            return now.isBefore(endsAt) && tries < MAX_TRIES;
        }

        int triesLeft() {
            return MAX_TRIES - tries;
        }

        Code tried() {
            return new Code(sealed, endsAt, tries + 1, sent);
        }

        Code whenSent() {
            return new Code(sealed, endsAt, tries, true);
        }
    }

    public boolean isVerified() {
        return verifiedAt.isPresent();
    }

    SignUp with(Code other) {
        return new SignUp(organization, human, inbox, Optional.of(other), createdAt, verifiedAt, UUID.randomUUID());
    }

    SignUp verified(Instant at) {
        return new SignUp(organization, human, inbox, Optional.empty(), createdAt, Optional.of(at), UUID.randomUUID());
    }
}
