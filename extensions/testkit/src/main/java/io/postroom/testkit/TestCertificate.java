package io.postroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself and its key, made by the JDK's {@code keytool}, as files in PEM.
 *
 * @param certificate the file
 * @param key the file, PKCS#8 without a password
 * @param x509 what is in the first
 */
public record TestCertificate(Path certificate, Path key, X509Certificate x509) {
    private static final String PASSWORD = "of no use to anybody";
    private static final int LINE = 64; // RFC 7468 §2

    /** For {@code name}, with an elliptic key, valid from now on; the files are {@code name.crt} and {@code name.key}. */
    public static TestCertificate make(Path directory, String name) {
        return make(directory, name, "EC", "");
    }

    /**
     * As {@link #make(Path, String)}.
     *
     * @param algorithm of the key, in the JDK's words
     * @param start from when it is valid for 90 days, as {@code keytool} has it, such as {@code -100d}; empty: from now on
     */
    public static TestCertificate make(Path directory, String name, String algorithm, String start) {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it"));
        command.addAll(List.of("-keyalg", algorithm, "-dname", "CN=" + name, "-ext", "san=dns:localhost,ip:127.0.0.1"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        if (!start.isEmpty()) {
            command.addAll(List.of("-startdate", start));
        }
        try {
            Files.deleteIfExists(store);
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return unpacked(directory, name, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TestCertificate unpacked(Path directory, String name, Path file)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        X509Certificate x509 = (X509Certificate) store.getCertificate("it");
        Path certificate = directory.resolve(name + ".crt");
        Path key = directory.resolve(name + ".key");
        Files.writeString(certificate, pem("CERTIFICATE", x509.getEncoded()));
        Files.writeString(
                key,
                pem("PRIVATE KEY", store.getKey("it", PASSWORD.toCharArray()).getEncoded()));
        return new TestCertificate(certificate, key, x509);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
