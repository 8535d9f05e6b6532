package io.postroom.server.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The file from which a node that has no tables yet makes them all at once; see {@link NodeDaemon}.
 *
 * <p>Nothing depends on it: a server makes what it does not find. So whatever happens at a first start, the next one either gives
 * the node this file again or finds tables.
 */
final class FirstTables {
    private FirstTables() {}

    /** Writes the file if the node is to make its tables, else removes it. */
    static void write(NodeSettings settings, Supplier<List<String>> tables) {
        try {
            if (hasTables(settings)) {
                Files.deleteIfExists(settings.tables());
            } else {
                Files.write(
                        settings.tables(),
                        tables.get().stream().map(FirstTables::inOneLine).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cassandra makes the directory of a keyspace when the schema that has it is on disk. */
    private static boolean hasTables(NodeSettings settings) throws IOException {
        if (!Files.isDirectory(settings.keyspaces())) {
            return false;
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(
                settings.keyspaces(),
                keyspace -> !keyspace.getFileName().toString().startsWith("system"))) {
            return others.iterator().hasNext();
        }
    }

    private static String inOneLine(String statement) {
        return statement.lines().collect(Collectors.joining(" "));
    }
}
