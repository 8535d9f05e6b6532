package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.server.launch.ServerState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path root;

    private DataDirectory data;

    @BeforeEach
    void create() {
        data = new DataDirectory(root.resolve("data"));
        data.create();
    }

    @Test
    void refusesADirectoryThatCannotBeMade() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> new DataDirectory(file).create())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The data directory " + file + " cannot be written");
    }

    @Test
    void saysNothingOfAServerThatIsGone() {
        StateFile file = new StateFile(data);
        file.write(state(new ProcessIdentity(ProcessHandle.current().pid(), 1)));

        assertThat(file.read()).isPresent();
        assertThat(file.ofRunningServer()).isEmpty();
    }

    @Test
    void tellsTheStateOfAServerThatRuns() {
        StateFile file = new StateFile(data);
        ServerState state = state(ProcessIdentity.of(ProcessHandle.current()));

        file.write(state);

        assertThat(file.ofRunningServer()).contains(state);
    }

    @Test
    void takesAStateItCannotReadForNone() throws IOException {
        Files.writeString(data.stateFile(), "{\"phase\":");

        assertThat(new StateFile(data).read()).isEmpty();
    }

    private static ServerState state(ProcessIdentity process) {
        return new ServerState(
                Phase.RUNNING, "sandbox", "1", process, Optional.empty(), Map.of("smtp", 2525), Optional.empty());
    }
}
