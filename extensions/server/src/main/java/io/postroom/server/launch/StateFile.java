package io.postroom.server.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps a {@link ServerState} in a file that readers always see whole. */
public final class StateFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .setSerializationInclusion(JsonInclude.Include.NON_EMPTY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;

    public StateFile(DataDirectory data) {
        this.file = data.stateFile();
    }

    /** Replaces what was there. */
    public void write(ServerState state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, JSON.writeValueAsBytes(state));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written last, if there is anything that can be read. */
    public Optional<ServerState> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ServerState.class));
        } catch (IOException e) {
            return Optional.empty(); // absent, of another version, or cut off by a power failure: as good as none
        }
    }

    /** What was written last, if the process that wrote it still runs. */
    public Optional<ServerState> ofRunningServer() {
        return read().filter(state -> state.server().find().isPresent());
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
