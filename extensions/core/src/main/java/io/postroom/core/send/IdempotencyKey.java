package io.postroom.core.send;

import io.postroom.core.error.RefusedException;
import java.util.regex.Pattern;

/** A caller's own name for one act of sending, unique in its organisation for a day: 1 to 256 of {@code A-Z a-z 0-9 . _ ~ -}. */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    /** @throws RefusedException if {@code value} is not as the class describes */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw RefusedException.invalid(
                    "Idempotency-Key",
                    "Idempotency-Key has 1 to 256 letters, digits, dots, hyphens, underscores and tildes");
        }
    }
}
