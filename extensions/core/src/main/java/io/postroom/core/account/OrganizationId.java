package io.postroom.core.account;

import java.util.UUID;

/** The id of an organisation. */
public record OrganizationId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static OrganizationId parse(String text) {
        return new OrganizationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
