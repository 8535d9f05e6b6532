package io.postroom.core.trust.dkim;

import io.postroom.core.message.Octets;
import io.postroom.core.trust.FakeNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;

/** Signs messages as a sender does, and publishes its key. */
public final class TestSigner {
    public static final String DOMAIN = "example.org";

    private final String algorithm;
    private final String selector;
    private final KeyPair keys;

    public TestSigner(String algorithm, String selector, int bits) {
        this.algorithm = algorithm;
        this.selector = selector;
        this.keys = keys(algorithm, bits);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            if (algorithm.startsWith("ed25519")) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of {@code p=}. */
    String publicKey() {
        byte[] info = keys.getPublic().getEncoded();
        return Base64.getEncoder()
                .encodeToString(
                        algorithm.startsWith("ed25519")
                                ? Arrays.copyOfRange(info, info.length - 32, info.length)
                                : info);
    }

    public String name() {
        return selector + "._domainkey." + DOMAIN;
    }

    public void publish(FakeNames names) {
        names.text(name(), "v=DKIM1; k=" + algorithm.substring(0, algorithm.indexOf('-')) + "; p=" + publicKey());
    }

    /** {@code message} with a signature on top; tags begin with a semicolon and may replace none of the usual ones. */
    public String sign(String message, String forms, String fields, String moreTags) {
        String begin = "DKIM-Signature: v=1; a=" + algorithm + "; c=" + forms + "; d=" + DOMAIN + "; s=" + selector
                + "; h=" + fields + moreTags + ";\r\n bh=" + bodyHash(message, forms, moreTags) + "; b=";
        return signed(begin, message, SignatureTags::ofDkim) + message;
    }

    /** The same for an ARC set of this instance, with all its fields. */
    String seal(String message, int instance, String claim) {
        String results = "ARC-Authentication-Results: i=" + instance + "; relay.example; none\r\n";
        String begin = "ARC-Message-Signature: i=" + instance + "; a=" + algorithm + "; c=relaxed/relaxed; d=" + DOMAIN
                + "; s=" + selector + "; h=from:subject; bh=" + bodyHash(message, "relaxed/relaxed", "") + "; b=";
        String signature = signed(begin, message, SignatureTags::ofArc);
        String seal = "ARC-Seal: i=" + instance + "; a=" + algorithm + "; cv=" + claim + "; d=" + DOMAIN + "; s="
                + selector + "; b=";
        String unsealed = results + signature + seal;
        StringBuilder covered = new StringBuilder();
        MailHeader header = header(unsealed + "\r\n" + message);
        for (int i = 1; i <= instance; i++) {
            for (String name : new String[] {"arc-authentication-results", "arc-message-signature", "arc-seal"}) {
                String tag = " i=" + i + ";";
                HeaderField field = header.named(name).stream()
                        .filter(one -> one.raw().contains(tag))
                        .findFirst()
                        .orElseThrow();
                covered.append(field.relaxed()).append("\r\n");
            }
        }
        String octets = covered.substring(0, covered.length() - 2);
        return unsealed + signature(octets.getBytes(StandardCharsets.ISO_8859_1)) + "\r\n" + message;
    }

    private interface Reading {
        SignatureTags of(HeaderField field);
    }

    private String signed(String begin, String message, Reading reading) {
        MailHeader header = header(begin + "AAAA\r\n" + message);
        String name = begin.substring(0, begin.indexOf(':')).toLowerCase(Locale.ROOT);
        SignatureTags tags = reading.of(header.named(name).get(0));
        return begin + signature(SignedHeader.octets(header, tags)) + "\r\n";
    }

    private static MailHeader header(String message) {
        try {
            return MailHeader.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bodyHash(String message, String forms, String moreTags) {
        int body = message.startsWith("\r\n") ? 2 : message.indexOf("\r\n\r\n") + 4;
        byte[] octets = message.substring(body).getBytes(StandardCharsets.ISO_8859_1);
        int limit = moreTags.indexOf("; l=");
        OptionalLong length =
                limit < 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(moreTags.substring(limit + 4)));
        BodyHash hash = new BodyHash(new BodyForm(
                Canonical.of(forms.substring(forms.indexOf('/') + 1)).orElseThrow(), "SHA-256", length));
        hash.update(octets, octets.length);
        return hash.finish().hash();
    }

    private String signature(byte[] octets) {
        try {
            boolean edwards = algorithm.startsWith("ed25519");
            Signature signature = Signature.getInstance(
                    edwards ? "Ed25519" : algorithm.endsWith("sha1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(edwards ? BodyHash.digest("SHA-256").digest(octets) : octets);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Octets octets(String message) {
        return new Octets(message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
