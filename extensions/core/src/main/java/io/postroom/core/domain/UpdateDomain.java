package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import java.util.Optional;

/** What a caller wants changed; what is empty stays. */
public record UpdateDomain(
        Optional<Boolean> feedback, Optional<Boolean> subdomains, Optional<Boolean> tracking, CatchAllChange catchAll) {

    /** What becomes of the inbox that gets the mail of unknown addresses. */
    public sealed interface CatchAllChange {
        /** It stays as it is. */
        record Keep() implements CatchAllChange {}

        /** There is none from now on. */
        record None() implements CatchAllChange {}

        /** It is this one from now on. */
        record To(InboxId inbox) implements CatchAllChange {}
    }

    DomainOptions applyTo(DomainOptions options) {
        DomainOptions changed = new DomainOptions(
                feedback.orElse(options.feedback()),
                subdomains.orElse(options.subdomains()),
                options.sharedWithProvider(),
                options.catchAll());
        if (catchAll instanceof CatchAllChange.To to) {
            return changed.withCatchAll(Optional.of(to.inbox()));
        }
        return catchAll instanceof CatchAllChange.None ? changed.withCatchAll(Optional.empty()) : changed;
    }
}
