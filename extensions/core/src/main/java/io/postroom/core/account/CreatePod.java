package io.postroom.core.account;

import io.postroom.core.error.RefusedException;
import java.util.Optional;

/**
 * What a caller says of a pod it wants.
 *
 * @param name empty for one of our choice
 * @param clientId a repeated one gets the pod made for it first
 */
public record CreatePod(Optional<String> name, Optional<ClientId> clientId) {
    static final int MAX_NAME = 256;
    private static final String UNNAMED = "Pod";

    /** @throws RefusedException if the name has no permitted length, or a control character */
    String chosenName() {
        String chosen = name.or(() -> clientId.map(ClientId::value)).orElse(UNNAMED);
        if (chosen.isBlank() || chosen.length() > MAX_NAME || chosen.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "name", "a name has 1 to " + MAX_NAME + " characters and no control characters");
        }
        return chosen;
    }
}
