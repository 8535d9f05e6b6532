package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmapKeystoreTest {
    @TempDir
    private Path root;

    private DataDirectory data;
    private Path keystore;

    @BeforeEach
    void create() {
        data = new DataDirectory(root);
        data.create();
        keystore = data.james().resolve("jmap-keystore.p12");
    }

    @Test
    void staysTheSame() throws IOException {
        JmapKeystore made = JmapKeystore.in(data);
        byte[] octets = Files.readAllBytes(keystore);

        assertThat(JmapKeystore.in(data)).isEqualTo(made);
        assertThat(keystore).hasBinaryContent(octets);
    }

    /** James takes the private key and the certificate's public key from one entry. */
    @Test
    void signsWithAKeyOfWhichItHasTheOtherHalf() throws IOException, GeneralSecurityException {
        JmapKeystore made = JmapKeystore.in(data);
        char[] secret = made.secret().toCharArray();
        KeyStore store = KeyStore.getInstance(keystore.toFile(), secret);
        X509Certificate certificate = (X509Certificate) store.getCertificate("james");
        byte[] link = "a link".getBytes(StandardCharsets.US_ASCII);

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign((PrivateKey) store.getKey("james", secret));
        signature.update(link);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(link);

        assertThat(signature.verify(signed)).isTrue();
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        JmapKeystore.in(data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
                .isEqualTo("rw-------");
    }

    @Test
    void isMadeAnewIfItWasCutOff() throws IOException, GeneralSecurityException {
        JmapKeystore.in(data);
        Files.writeString(keystore, "");

        JmapKeystore anew = JmapKeystore.in(data);

        assertThat(KeyStore.getInstance(keystore.toFile(), anew.secret().toCharArray())
                        .containsAlias("james"))
                .isTrue();
    }
}
