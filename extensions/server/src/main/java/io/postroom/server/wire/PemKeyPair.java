package io.postroom.server.wire;

import io.postroom.james.setting.InvalidSettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.util.PemUtils;

/**
 * A certificate with those that lead to its issuer, and its private key, out of two texts in PEM (RFC 7468).
 *
 * @param chain the certificate of this server first
 */
record PemKeyPair(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] SAMPLE = "does the key belong to the certificate?".getBytes(StandardCharsets.US_ASCII);

    PemKeyPair {
        chain = List.copyOf(chain);
    }

    /** @throws InvalidSettingException if they are none, or do not belong together */
    static PemKeyPair parse(String certificate, String key) {
        PemKeyPair pair = new PemKeyPair(chainOf(certificate), keyOf(key));
        if (!pair.fits()) {
            throw new InvalidSettingException(
                    "The private key of tls.private-key does not belong to the first certificate of tls.certificate.");
        }
        return pair;
    }

    private static List<X509Certificate> chainOf(String text) {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (!chain.isEmpty()) {
                return chain.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (CertificateException e) {
            throw new InvalidSettingException(
                    "The file of tls.certificate has something that is no certificate in PEM: " + e.getMessage() + ".");
        }
        throw new InvalidSettingException("The file of tls.certificate has no certificate in PEM.");
    }

    private static PrivateKey keyOf(String text) {
        try {
            return PemUtils.parsePrivateKey(text);
        } catch (RuntimeException e) { // its own kinds of them, and those of what it uses
            throw new InvalidSettingException(
                    "The file of tls.private-key has no private key in PEM that can be read without a password.");
        }
    }

    /** What the key signs, the certificate confirms. */
    private boolean fits() {
        PublicKey publicKey = chain.get(0).getPublicKey();
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(SAMPLE);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(publicKey);
            checking.update(SAMPLE);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // keys of two kinds, for one
        }
    }

    /** @throws InvalidSettingException if TLS cannot be spoken with it */
    X509ExtendedKeyManager keyManager() {
        char[] inMemoryOnly = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, inMemoryOnly);
            store.setKeyEntry("server", key, inMemoryOnly, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, inMemoryOnly);
            for (KeyManager manager : factory.getKeyManagers()) {
                if (manager instanceof X509ExtendedKeyManager usable) {
                    return usable;
                }
            }
            throw new IllegalStateException("every JDK has an X509ExtendedKeyManager");
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSettingException(
                    "The certificates of tls.certificate cannot be used: " + e.getMessage() + ".");
        }
    }
}
