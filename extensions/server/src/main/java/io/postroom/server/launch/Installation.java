package io.postroom.server.launch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the program is.
 *
 * @param conf the files an operator edits
 * @param cassandraLibraries the jars of the bundled Cassandra
 */
public record Installation(Path conf, Path cassandraLibraries) {
    /** Says {@code bin/postroom}: the directory of {@code postroom.properties}. */
    public static final String CONF = "postroom.conf";

    /** Says {@code bin/postroom}: the directory that has {@code lib/} and {@code cassandra/lib/}. */
    public static final String HOME = "postroom.home";

    /** The installation this process was started from. */
    public static Installation current() {
        Path home = directory(HOME);
        return new Installation(directory(CONF), home.resolve("cassandra").resolve("lib"));
    }

    /** The version of this program, as its jar says. */
    public static String version() {
        return Optional.ofNullable(Installation.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static Path directory(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .map(Path::of)
                .orElseThrow(() ->
                        new StartRefusedException("Start the server with bin/postroom (" + property + " is not set)."))
                .toAbsolutePath()
                .normalize();
    }
}
