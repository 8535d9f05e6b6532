package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import java.time.Instant;
import java.util.Optional;

/**
 * What an inbox knows of an address.
 *
 * @param sought when the inbox wrote to it of its own accord, and not as an answer
 * @param met when they first had to do with each other in any other way: the address wrote, or the inbox answered somebody and wrote to it
 * @param verified since the address is verified, and how
 * @param challenge empty if none waits for an answer
 */
public record KnownSender(
        InboxId inbox,
        SenderAddress address,
        Optional<Instant> sought,
        Optional<Instant> met,
        Optional<VerifiedSender> verified,
        Optional<Challenge> challenge) {

    /** What is known of an address that has never been seen. */
    static KnownSender stranger(InboxId inbox, SenderAddress address) {
        return new KnownSender(inbox, address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether neither has written to the other, as far as is known. */
    public boolean isStranger() {
        return sought.isEmpty() && met.isEmpty();
    }

    /** Whether the inbox wrote first: an inbox that answers whoever writes does not come to trust everybody. */
    public boolean isSought() {
        return sought.filter(at -> met.map(other -> !other.isBefore(at)).orElse(true))
                .isPresent();
    }
}
