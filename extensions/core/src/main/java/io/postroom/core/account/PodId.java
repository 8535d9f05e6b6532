package io.postroom.core.account;

import io.postroom.core.secret.Digest;
import java.util.Optional;
import java.util.UUID;

/** The id of a pod; the default pod has the id of its organisation. */
public record PodId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static PodId parse(String text) {
        return new PodId(UUID.fromString(text));
    }

    /** Empty if {@code text} is no UUID. */
    static Optional<PodId> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    /** That of a pod whose creator has a name for it: who creates it twice gets the same. */
    static PodId named(OrganizationId organization, ClientId name) {
        return new PodId(
                Digest.sha256("pod", organization.toString(), name.value()).toUuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
