package io.postroom.core.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** The caller's own name for a resource, 1 to 256 of the characters {@code A-Za-z0-9-._~}; never an address, as it has no {@code @}. */
public record ClientId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    /** @throws IllegalArgumentException if {@code value} has another character or length */
    public ClientId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("client_id has 1 to 256 of the characters A-Z a-z 0-9 - . _ ~");
        }
    }

    /** Empty if {@code text} has another character or length. */
    static Optional<ClientId> tryParse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }
}
