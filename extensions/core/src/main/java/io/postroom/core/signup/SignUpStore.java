package io.postroom.core.signup;

import io.postroom.core.account.OrganizationId;
import java.util.Optional;

/**
 * Keeps sign-ups.
 *
 * <p>Calls block; each change is durable once it returns. An unreachable store shows as an {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface SignUpStore {
    /** Adds it unless its organisation has one; returns the one that is there then. */
    SignUp addIfAbsent(SignUp signUp);

    Optional<SignUp> find(OrganizationId organization);

    /** Puts {@code after} in the place of {@code before}; returns whether it was still there, in this version. */
    boolean replace(SignUp before, SignUp after);

    /** Nothing happens if there is none. */
    void delete(OrganizationId organization);
}
