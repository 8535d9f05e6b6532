package io.postroom.core.account;

import java.util.UUID;

/** The id of a pod; the default pod has the id of its organisation. */
public record PodId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static PodId parse(String text) {
        return new PodId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
