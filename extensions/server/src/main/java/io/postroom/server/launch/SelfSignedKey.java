package io.postroom.server.launch;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A fresh RSA key with a certificate that it signed itself (RFC 5280), for who needs a key pair and no authority. */
final class SelfSignedKey {
    /** Enough until 2030 and after (NIST SP 800-57, table 2); twice as many take ten seconds of a small machine to find. */
    private static final int BITS = 2048;

    private static final int SERIAL_BITS = 64;
    private static final int VALID_DAYS = 3650; // nobody renews it

    private SelfSignedKey() {}

    /**
     * Makes one, in some tenths of a second.
     *
     * @param name the distinguished name of issuer and subject, as RFC 4514 writes it
     */
    static KeyStore.PrivateKeyEntry make(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        return new KeyStore.PrivateKeyEntry(pair.getPrivate(), new Certificate[] {certificate(name, pair)});
    }

    private static Certificate certificate(String name, KeyPair pair) throws GeneralSecurityException {
        X500Name self = new X500Name(name);
        Instant now = Instant.now();
        try {
            X509CertificateHolder signed = new JcaX509v3CertificateBuilder(
                            self,
                            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0), // positive: RFC 5280 §4.1.2.2
                            Date.from(now),
                            Date.from(now.plus(VALID_DAYS, ChronoUnit.DAYS)),
                            self,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            return new JcaX509CertificateConverter().getCertificate(signed);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
