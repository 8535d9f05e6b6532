package io.postroom.core.secret;

/** A secret as it is kept at rest: base64 of nonce and AES-GCM ciphertext. */
public record SealedText(String base64) {
    @Override
    public String toString() {
        return "SealedText[…]";
    }
}
