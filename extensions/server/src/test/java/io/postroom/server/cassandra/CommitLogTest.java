package io.postroom.server.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
    private static final byte[] BEGUN = {0, 0, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private Path data;

    private NodeSettings settings;

    @BeforeEach
    void configure() {
        settings = new NodeSettings(data, data, data, 1, 2, 512 << 20);
    }

    @Test
    void losesTheSegmentsThatTheDiskHadNoPageFor() throws IOException {
        Files.createDirectories(settings.commitLog());
        Files.write(settings.commitLog().resolve("CommitLog-7-1.log"), BEGUN);
        Files.write(settings.commitLog().resolve("CommitLog-7-2.log"), new byte[1 << 20]);
        Files.write(settings.commitLog().resolve("CommitLog-7-3.log"), new byte[0]);
        Files.write(settings.commitLog().resolve("CommitLog-7-4.log"), BEGUN);

        CommitLog.removeSegmentsWithoutHeader(settings);

        assertThat(names()).containsExactlyInAnyOrder("CommitLog-7-1.log", "CommitLog-7-4.log");
    }

    @Test
    void touchesNothingElse() throws IOException {
        Files.createDirectories(settings.commitLog());
        Files.write(settings.commitLog().resolve("of-somebody-else"), new byte[4]);

        CommitLog.removeSegmentsWithoutHeader(settings);

        assertThat(names()).containsExactly("of-somebody-else");
    }

    @Test
    void mayBeAbsent() throws IOException {
        CommitLog.removeSegmentsWithoutHeader(settings);

        assertThat(settings.commitLog()).doesNotExist();
    }

    private Stream<String> names() throws IOException {
        return Files.list(settings.commitLog()).map(file -> file.getFileName().toString());
    }
}
