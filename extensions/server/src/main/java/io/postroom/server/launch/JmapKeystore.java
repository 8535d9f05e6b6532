package io.postroom.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key pair James' JMAP signs its links with, made at the first start.
 *
 * @param location as James' configuration writes it
 * @param secret what opens it
 */
record JmapKeystore(String location, String secret) {
    private static final Logger LOGGER = LoggerFactory.getLogger(JmapKeystore.class);
    private static final String LOCATION = "file://var/jmap-keystore.p12";
    private static final String TYPE = "PKCS12"; // RFC 7292
    private static final String ALIAS = "james"; // the entry James reads
    private static final int SECRET_OCTETS = 24;

    /** Opens it, or makes one if there is none that opens, as after a power cut while it was written. */
    static JmapKeystore in(DataDirectory data) {
        Path secretFile = data.james().resolve("jmap-keystore.secret");
        Path keystore = data.james().resolve("jmap-keystore.p12");
        try {
            if (!opens(keystore, secretFile)) {
                create(keystore, secretFile);
            }
            return new JmapKeystore(LOCATION, Files.readString(secretFile, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean opens(Path keystore, Path secretFile) throws IOException {
        if (!Files.exists(secretFile) || !Files.exists(keystore)) {
            return false;
        }
        char[] secret = Files.readString(secretFile, StandardCharsets.US_ASCII).toCharArray();
        try {
            return KeyStore.getInstance(keystore.toFile(), secret).size() > 0;
        } catch (IOException | GeneralSecurityException e) {
            LOGGER.warn("{} does not open ({}); another one is made", keystore, e.toString());
            return false;
        }
    }

    private static void create(Path keystore, Path secretFile) throws IOException {
        byte[] random = new byte[SECRET_OCTETS];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        OwnerOnly.write(secretFile, secret);
        OwnerOnly.write(keystore, file -> {
            try {
                KeyStore store = KeyStore.getInstance(TYPE);
                store.load(null, null);
                store.setEntry(
                        ALIAS,
                        SelfSignedKey.make("CN=postroom"),
                        new KeyStore.PasswordProtection(secret.toCharArray()));
                store.store(file, secret.toCharArray());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JMAP keystore cannot be made", e);
            }
        });
    }
}
