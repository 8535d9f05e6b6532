package io.postroom.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where one server keeps all it has; nothing outside of it is written. */
public record DataDirectory(Path root) {
    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the directories that the launcher itself writes into. */
    public void create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
            Files.createDirectories(james());
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + root + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Facts about the processes that run now. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What James calls its {@code var} directory. */
    public Path james() {
        return root.resolve("var");
    }

    public Path queue() {
        return root.resolve("queue");
    }

    /** The search index, which can be removed while nothing runs: it is made anew. */
    public Path search() {
        return root.resolve("search");
    }

    public Path cassandra() {
        return root.resolve("cassandra");
    }

    /** The API key made at the first start. */
    public Path rootApiKey() {
        return root.resolve("root-api-key");
    }

    /** The key from which all others are derived, made at the first start. */
    public Path masterKey() {
        return root.resolve("master-key");
    }

    Path stateFile() {
        return run().resolve("state.json");
    }

    Path lockFile() {
        return run().resolve("lock");
    }

    /** What a detached server prints. */
    public Path consoleLog() {
        return logs().resolve("console.log");
    }
}
