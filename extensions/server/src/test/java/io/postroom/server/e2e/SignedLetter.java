package io.postroom.server.e2e;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;

/** Signs letters for domains whose zone a test has (RFC 6376): rsa-sha256, simple canonicalization, the selector {@code test}. */
final class SignedLetter {
    private static final int BITS = 2048;

    private final KeyPair keys;

    SignedLetter() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line of a zone file that publishes the key for a domain. */
    String record(String domain) {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        int half = key.length() / 2; // a string has 255 octets at most, RFC 1035 §3.3
        return "test._domainkey." + domain + ". 60 IN TXT \"v=DKIM1; p=" + key.substring(0, half) + "\" \""
                + key.substring(half) + "\"\n";
    }

    /** The letter with a signature of {@code domain} on top. */
    byte[] sign(String domain, Letter letter) {
        try {
            byte[] body = letter.body().getBytes(StandardCharsets.UTF_8);
            String hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
            String field = "DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=" + domain
                    + "; s=test; h=From:Message-ID; bh=" + hash + "; b=";
            String signed = "From: " + letter.headers().get("From") + "\r\nMessage-ID: " + letter.messageId() + "\r\n";
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((signed + field).getBytes(StandardCharsets.UTF_8));
            String value = Base64.getEncoder().encodeToString(signature.sign());
            String message = field + value + "\r\n" + new String(letter.octets(), StandardCharsets.UTF_8);
            return message.getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
