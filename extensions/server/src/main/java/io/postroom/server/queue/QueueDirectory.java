package io.postroom.server.queue;

import java.nio.file.Path;

/** Where the queue keeps its journal and the bodies of large mails. */
public record QueueDirectory(Path path) {
    Path journal() {
        return path.resolve("journal");
    }

    Path bodies() {
        return path.resolve("bodies");
    }
}
