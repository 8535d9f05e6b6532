package io.postroom.server.cli;

import io.postroom.server.launch.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option every command has: which server is meant. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of everything the server keeps (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("data");

    DataDirectory directory() {
        return new DataDirectory(directory);
    }
}
