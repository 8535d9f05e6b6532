package io.postroom.server.cassandra;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the node's process. */
final class NodeCommand {
    /**
     * Runs the rest in its own words: no signal of the terminal reaches it, since it has to outlive the server it serves; and it
     * may not lock its memory, which as root would pin the whole heap.
     */
    private static final String SHELL = "trap '' INT HUP; ulimit -l 64 2>/dev/null; "
            + "if [ \"$(id -u)\" = 0 ] && command -v setpriv >/dev/null; "
            + "then exec setpriv --bounding-set=-ipc_lock \"$@\"; else exec \"$@\"; fi";

    private NodeCommand() {}

    static List<String> of(NodeSettings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHELL, "postroom-cassandra"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        addMemory(command, settings);
        command.add("@" + settings.libraries().resolve("jvm.options"));
        command.addAll(operatorsOptions());
        command.add("-javaagent:" + memoryMeter(settings.libraries()));
        addProperties(command, settings);
        command.addAll(List.of("-cp", settings.libraries() + File.separator + "*" + File.pathSeparator + ownJar()));
        command.addAll(List.of(NodeProcess.class.getName(), settings.tables().toString()));
        return command;
    }

    private static void addMemory(List<String> command, NodeSettings settings) {
        long mebibytes = settings.heapOctets() >> 20;
        command.addAll(List.of(
                "-Xms" + mebibytes / 2 + "m",
                "-Xmx" + mebibytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+ExitOnOutOfMemoryError"));
    }

    /** What the operator adds, split at white space as a shell does it. */
    private static List<String> operatorsOptions() {
        String options = System.getenv().getOrDefault("POSTROOM_CASSANDRA_JAVA_OPTIONS", "");
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    private static void addProperties(List<String> command, NodeSettings settings) {
        command.addAll(List.of(
                "-Dcassandra.config=" + settings.yaml().toUri(),
                "-Dcassandra.storagedir=" + settings.data(),
                "-Dcassandra.logdir=" + settings.logs(),
                "-Dlogback.configurationFile=" + settings.logback(),
                "-Djna.tmpdir=" + settings.temporary(),
                "-Djava.io.tmpdir=" + settings.temporary(),
                "-XX:ErrorFile=" + settings.crashLog()));
    }

    private static Path memoryMeter(Path libraries) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, "jamm-*.jar")) {
            return found.iterator().next();
        }
    }

    /** Where {@link NodeProcess} and {@link NodeDaemon} are; the node loads no other class of ours. */
    private static Path ownJar() {
        try {
            return Path.of(NodeCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
