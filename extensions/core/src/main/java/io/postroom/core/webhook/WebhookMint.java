package io.postroom.core.webhook;

import io.postroom.core.secret.Seal;
import io.postroom.core.secret.SealedText;
import io.postroom.core.secret.Tokens;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes ids and secrets of webhooks. Thread-safe. */
final class WebhookMint {
    private static final int ID_OCTETS = 16;

    private final Seal seal;
    private final Tokens tokens;

    WebhookMint(Seal seal, Tokens tokens) {
        this.seal = seal;
        this.tokens = tokens;
    }

    WebhookId id() {
        return new WebhookId("ep_" + HexFormat.of().formatHex(Arrays.copyOf(tokens.nextOctets(), ID_OCTETS)));
    }

    SealedText secret() {
        return seal.seal(SigningSecrets.text(tokens.nextOctets()));
    }
}
