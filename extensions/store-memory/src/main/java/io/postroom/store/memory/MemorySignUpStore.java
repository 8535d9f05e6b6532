package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.signup.SignUp;
import io.postroom.core.signup.SignUpStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ups in a map. Thread-safe. */
public final class MemorySignUpStore implements SignUpStore {
    private final Map<OrganizationId, SignUp> signUps = new ConcurrentHashMap<>();

    @Override
    public SignUp addIfAbsent(SignUp signUp) {
        SignUp known = signUps.putIfAbsent(signUp.organization(), signUp);
        return known == null ? signUp : known;
    }

    @Override
    public Optional<SignUp> find(OrganizationId organization) {
        return Optional.ofNullable(signUps.get(organization));
    }

    @Override
    public boolean replace(SignUp before, SignUp after) {
        return signUps.computeIfPresent(
                        before.organization(), (id, known) -> known.version().equals(before.version()) ? after : known)
                == after;
    }

    @Override
    public void delete(OrganizationId organization) {
        signUps.remove(organization);
    }
}
