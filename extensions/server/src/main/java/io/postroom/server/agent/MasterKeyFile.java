package io.postroom.server.agent;

import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Tokens;
import io.postroom.server.launch.OwnerOnly;
import io.postroom.server.launch.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The file of the installation's master key: 64 hexadecimal digits, readable by its owner only. Whoever loses it loses the signing
 * secrets of webhooks.
 */
public final class MasterKeyFile {
    private MasterKeyFile() {}

    /**
     * Reads the key, or makes one if there is no file.
     *
     * @throws StartRefusedException if there is a file without a key in it: another key would open nothing that is in the store
     */
    public static MasterKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, HexFormat.of().formatHex(new Tokens().nextOctets()));
            }
            return new MasterKey(HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).trim()));
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "The file " + file + " holds no master key (" + 2 * MasterKey.OCTETS
                            + " hexadecimal digits); put its copy back, or delete it and make the secrets of webhooks anew.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
