package io.postroom.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import io.postroom.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import nl.altindag.ssl.SSLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {
    @TempDir
    Path directory = Path.of("");

    private ServerTls tls(Path certificate, Path key) {
        Settings settings = Settings.defaults()
                .with(Map.of("tls.certificate", certificate.toString(), "tls.private-key", key.toString()), "a test");
        return ServerTls.of(settings, Clock.systemUTC()).orElseThrow();
    }

    /** What a client is shown that connects now. */
    private static X509Certificate shownBy(ServerTls tls) throws Exception {
        SSLFactory client = SSLFactory.builder().withUnsafeTrustMaterial().build();
        try (SSLServerSocket server = (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.startHandshake();
                    accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            try (SSLSocket socket = (SSLSocket) client.getSslSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
                X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                socket.getOutputStream().write(0);
                serving.join();
                return shown;
            }
        }
    }

    @Test
    void thereIsNoneWithoutACertificate() {
        assertThat(ServerTls.of(Settings.defaults(), Clock.systemUTC())).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void showsItsCertificate(String algorithm) throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one", algorithm, "");

        try (ServerTls tls = tls(one.certificate(), one.key())) {
            assertThat(shownBy(tls)).isEqualTo(one.x509());
        }
    }

    @Test
    void takesAnotherCertificateWithoutAStart() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one");
        TestCertificate two = TestCertificate.make(directory, "two", "RSA", "");
        try (ServerTls tls = tls(one.certificate(), one.key())) {
            Files.copy(two.certificate(), one.certificate(), StandardCopyOption.REPLACE_EXISTING);
            tls.look(); // the key is still the other's
            assertThat(shownBy(tls)).isEqualTo(one.x509());

            Files.copy(two.key(), one.key(), StandardCopyOption.REPLACE_EXISTING);
            tls.look();

            assertThat(shownBy(tls)).isEqualTo(two.x509());
        }
    }

    @Test
    void keepsItsCertificateWhileTheFilesAreOfNoUse() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one");
        String good = Files.readString(one.certificate());
        try (ServerTls tls = tls(one.certificate(), one.key())) {
            for (String bad : new String[] {"", "nonsense", good.substring(0, good.length() / 2)}) {
                Files.writeString(one.certificate(), bad);
                tls.look();
                assertThat(shownBy(tls)).isEqualTo(one.x509());
            }
            Files.delete(one.certificate());
            tls.look();
            assertThat(shownBy(tls)).isEqualTo(one.x509());
        }
    }

    @Test
    void startsWithACertificateThatHasExpired() throws Exception {
        TestCertificate old = TestCertificate.make(directory, "old", "EC", "-100d");

        try (ServerTls tls = tls(old.certificate(), old.key())) {
            assertThat(shownBy(tls)).isEqualTo(old.x509());
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one");
        TestCertificate two = TestCertificate.make(directory, "two");
        Path missing = directory.resolve("missing.pem");

        refuses(missing, one.key(), "The setting tls.certificate names " + missing + ", which does not exist.");
        refuses(one.certificate(), missing, "The setting tls.private-key names " + missing + ", which does not exist.");
        refuses(
                one.certificate(),
                two.key(),
                "The private key of tls.private-key does not belong to the first certificate of tls.certificate.");
        refuses(
                one.certificate(),
                one.certificate(),
                "The file of tls.private-key has no private key in PEM that can be read without a password.");
        assertThatThrownBy(() -> ServerTls.of(
                        Settings.defaults().with(Map.of("tls.certificate", "/a"), "a test"), Clock.systemUTC()))
                .hasMessage("The settings tls.certificate and tls.private-key go together.");
    }

    private void refuses(Path certificate, Path key, String sentence) {
        assertThatThrownBy(() -> tls(certificate, key))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(sentence);
    }
}
