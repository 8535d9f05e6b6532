package io.postroom.server.wire;

import io.postroom.core.concurrent.Workers;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.protocols.api.ClientAuth;
import org.apache.james.protocols.netty.Encryption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of all ports that have it, with the certificate of {@code tls.certificate}. Which versions and ciphers, the JDK says.
 *
 * <p>There is one {@link SSLContext} for the life of the server; what is in it changes when the files do, for connections that begin after.
 * Files that cannot be used change nothing. Thread-safe.
 */
public final class ServerTls implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerTls.class);
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.private-key";
    private static final long LOOK_SECONDS = 3;
    private static final String[] AS_THE_JDK = {};

    private final Path certificate;
    private final Path key;
    private final Clock clock;
    private final X509ExtendedKeyManager current;
    private final SSLContext context;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Workers.named("tls-certificate"));
    private Contents seen;
    private String complaint = "";

    /** What was in the two files. */
    private record Contents(String certificate, String key) {}

    private ServerTls(Path certificate, Path key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.seen = read();
        this.current = KeyManagerUtils.createSwappableKeyManager(usable(seen));
        try {
            this.context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {current}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /**
     * As the settings have it; empty if they name no certificate.
     *
     * @throws InvalidSettingException if what they name cannot be used
     */
    public static Optional<ServerTls> of(Settings settings, Clock clock) {
        String certificate = settings.text(CERTIFICATE);
        String key = settings.text(KEY);
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new InvalidSettingException("The settings " + CERTIFICATE + " and " + KEY + " go together.");
        }
        return certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerTls(
                        Path.of(certificate).toAbsolutePath(), Path.of(key).toAbsolutePath(), clock));
    }

    private Contents read() {
        return new Contents(text(CERTIFICATE, certificate), text(KEY, key));
    }

    private static String text(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidSettingException("The setting " + setting + " names " + file + ", which does not exist.");
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "The setting " + setting + " names " + file + ", which cannot be read: " + e.getMessage() + ".");
        }
    }

    private X509ExtendedKeyManager usable(Contents contents) {
        PemKeyPair pair = PemKeyPair.parse(contents.certificate(), contents.key());
        X509ExtendedKeyManager manager = pair.keyManager();
        warnAbout(pair.chain().get(0));
        return manager;
    }

    private void warnAbout(X509Certificate own) {
        Instant end = own.getNotAfter().toInstant();
        if (end.isBefore(clock.instant())) {
            LOGGER.warn("The certificate {} has expired on {}: clients will refuse it", certificate, end);
        } else if (own.getNotBefore().toInstant().isAfter(clock.instant())) {
            LOGGER.warn("The certificate {} is not valid yet: clients will refuse it", certificate);
        }
        if (isReadableByAll(key)) {
            LOGGER.warn("The private key {} can be read by everybody on this machine; chmod o-r", key);
        }
    }

    private static boolean isReadableByAll(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            LOGGER.debug("{} shows no permissions", file, e);
            return false;
        }
    }

    /** Begins to look for other contents of the files, every few seconds. */
    public void start() {
        watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes other contents of the files, if they can be used; says so in one line for each change. */
    synchronized void look() {
        try {
            Contents now = read();
            if (!now.equals(seen)) {
                seen = now;
                KeyManagerUtils.swapKeyManager(current, usable(now));
                LOGGER.info("The certificate {} is another one; new connections get it", certificate);
            }
            complaint = "";
        } catch (InvalidSettingException e) {
            complain(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOGGER.error("The files of the certificate cannot be looked at", e); // and again the next time
        }
    }

    private void complain(String sentence) {
        if (!sentence.equals(complaint)) {
            complaint = sentence;
            LOGGER.warn("The certificate that was in use stays in use: {}", sentence);
        }
    }

    public SSLContext context() {
        return context;
    }

    /** Where the certificate is. */
    public Path certificate() {
        return certificate;
    }

    /** How James' files name the certificate: as a resource of its file system. */
    public String location() {
        return "file://" + certificate;
    }

    /** As {@link #location}, of the key. */
    public String keyLocation() {
        return "file://" + key;
    }

    /** What a port of James' does with it; empty if its configuration asks for none, or for another certificate. */
    public Optional<Encryption> encryption(HierarchicalConfiguration<ImmutableNode> port) {
        if (!port.getString("tls.certificates", "").equals(location())) {
            return Optional.empty();
        }
        if (port.getBoolean("tls.[@socketTLS]", false)) {
            return Optional.of(Encryption.createTls(context, AS_THE_JDK, AS_THE_JDK, ClientAuth.NONE));
        }
        return port.getBoolean("tls.[@startTLS]", false)
                ? Optional.of(Encryption.createStartTls(context, AS_THE_JDK, AS_THE_JDK, ClientAuth.NONE))
                : Optional.empty();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
