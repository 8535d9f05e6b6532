package io.postroom.server.agent;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.FirstStart;
import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.utils.GuiceProbe;

/**
 * The file that holds the first organisation's root key. It is written before the store knows the key, so that a crash in between
 * leaves no organisation whose key nobody has.
 */
public final class RootKeyFile implements Startable, GuiceProbe {
    private final Path file;
    private final ApiKeys keys;
    private final FirstStart firstStart;
    private volatile boolean madeNow;

    @Inject
    RootKeyFile(DataDirectory data, ApiKeys keys, FirstStart firstStart) {
        this.file = data.rootApiKey();
        this.keys = keys;
        this.firstStart = firstStart;
    }

    /** Makes the file if there is none with a key in it, and the first organisation if there is none. */
    public void ensure() {
        if (firstStart.isDone()) {
            return; // the operator may have put the file away
        }
        try {
            if (!Files.exists(file) || read().isEmpty()) {
                OwnerOnly.write(file, keys.newSecret() + "\n");
            }
            madeNow = firstStart.ensure(read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key, if it was made by this start. */
    public Optional<String> madeNow() {
        try {
            return madeNow ? Optional.of(read()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).trim();
    }
}
