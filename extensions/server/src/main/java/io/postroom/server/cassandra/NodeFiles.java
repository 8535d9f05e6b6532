package io.postroom.server.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the configuration files of the node, anew at every start. */
final class NodeFiles {
    private NodeFiles() {}

    static void write(NodeSettings settings) {
        Map<String, String> values = Map.of(
                "data", settings.data().toString(),
                "logs", settings.logs().toString(),
                "port", Integer.toString(settings.port()),
                "internode-port", Integer.toString(settings.internodePort()));
        try {
            Files.createDirectories(settings.data());
            Files.createDirectories(settings.logs());
            write(settings.yaml(), fill(template("cassandra.yaml"), values));
            write(settings.logback(), fill(template("cassandra-logback.xml"), values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what a node that did not end in order left behind. */
    static void clearTemporary(NodeSettings settings) throws IOException {
        Files.createDirectories(settings.temporary());
        try (Stream<Path> left = Files.walk(settings.temporary())) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Files.createDirectories(settings.temporary());
    }

    private static String fill(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    private static String template(String name) throws IOException {
        try (InputStream in = NodeFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + NodeFiles.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
