package io.postroom.server.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.cassandra.service.CassandraDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTablesTest {
    private static final Supplier<List<String>> TWO =
            () -> List.of("CREATE TABLE IF NOT EXISTS a.b (\n  c int PRIMARY KEY)", "CREATE TABLE IF NOT EXISTS a.d");

    @TempDir
    private Path data;

    private NodeSettings node;

    @BeforeEach
    void makeDirectory() {
        node = new NodeSettings(Path.of("lib"), data, data.resolve("logs"), 1, 2, 3);
    }

    @Test
    void aNodeWithoutDataIsGivenAStatementInEachLine() throws IOException {
        FirstTables.write(node, TWO);

        assertThat(Files.readAllLines(node.tables()))
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS a.b (   c int PRIMARY KEY)", "CREATE TABLE IF NOT EXISTS a.d");
    }

    @Test
    void aNodeThatDiedBeforeItMadeThemIsGivenThemAgain() throws IOException {
        FirstTables.write(node, TWO);
        Files.createDirectories(node.keyspaces().resolve("system_schema"));
        Files.createDirectories(node.keyspaces().resolve("system"));
        Files.writeString(node.tables(), "CREATE TAB"); // cut off

        FirstTables.write(node, TWO);

        assertThat(node.tables()).isRegularFile();
        assertThat(Files.readAllLines(node.tables())).hasSize(2);
    }

    @Test
    void aNodeWithTablesIsGivenNothing() throws IOException {
        FirstTables.write(node, TWO);
        Files.createDirectories(node.keyspaces().resolve("james"));

        FirstTables.write(node, () -> {
            throw new AssertionError("asked for nothing");
        });

        assertThat(node.tables()).doesNotExist();
    }

    /** The version stands in two poms, since Cassandra's libraries and ours must not meet in one. */
    @Test
    void theDaemonIsCompiledAgainstTheCassandraThatRuns() {
        Path compiled = Path.of(CassandraDaemon.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());

        assertThat(Path.of("..", "cassandra-node", "target", "lib").resolve(compiled.getFileName()))
                .isRegularFile();
    }
}
