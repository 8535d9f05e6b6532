package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Cassandra in a process of its own, under {@code target/}, on free ports of loopback. */
final class NodeProcess implements AutoCloseable {
    /** The node dies with whoever holds the other end of its shell's standard input, however that ends. */
    private static final String SHELL =
            "ulimit -l 64 2>/dev/null; \"$@\" </dev/null & node=$!; cat >/dev/null; kill -9 $node; wait $node";

    private static final Duration START = Duration.ofMinutes(3);

    private final Path directory;
    private final int port;
    private final int managementPort;
    private final Process shell;

    private NodeProcess(Path directory, int port, int managementPort, Process shell) {
        this.directory = directory;
        this.port = port;
        this.managementPort = managementPort;
        this.shell = shell;
    }

    /**
     * Starts a node on an empty directory.
     *
     * @param commitLogSync as in {@code cassandra.yaml}: {@code periodic}, {@code group} or {@code batch}
     */
    static NodeProcess start(String commitLogSync) {
        try {
            Path target = Path.of("target").toAbsolutePath();
            Files.createDirectories(target);
            Path directory = Files.createTempDirectory(target, "cassandra-");
            int port = freePort();
            int internodePort = freePort();
            fill("cassandra.yaml", directory, port, internodePort, commitLogSync);
            fill("logback.xml", directory, port, internodePort, commitLogSync);
            int managementPort = freePort();
            Process shell = new ProcessBuilder(command(directory, managementPort))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("console.log").toFile())
                    .start();
            return new NodeProcess(directory, port, managementPort, shell);
        } catch (IOException e) {
            throw new AssertionError("the node cannot be started", e);
        }
    }

    private static void fill(String name, Path directory, int port, int internodePort, String sync) throws IOException {
        try (InputStream in = NodeProcess.class.getResourceAsStream(name)) {
            String period = switch (sync) {
                case "periodic" -> "commitlog_sync_period: 1000ms";
                case "group" -> "commitlog_sync_group_window: 1ms";
                default -> "";
            };
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@directory@", directory.toString())
                    .replace("@port@", Integer.toString(port))
                    .replace("@internode-port@", Integer.toString(internodePort))
                    .replace("@commitlog-sync@", sync)
                    .replace("@commitlog-period@", period);
            Files.writeString(directory.resolve(name), text);
        }
    }

    private static List<String> command(Path directory, int managementPort) throws IOException {
        Path libraries = libraries();
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHELL, "cassandra"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx512m", "-Xss512k", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m"));
        command.add("@" + libraries.resolve("jvm.options"));
        command.add("-javaagent:" + memoryMeter(libraries));
        command.addAll(List.of(
                "-Dcassandra.config=" + directory.resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + directory,
                "-Dcassandra.logdir=" + directory,
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-Djna.tmpdir=" + directory,
                "-Djava.io.tmpdir=" + directory,
                "-Dcassandra.jmx.local.port=" + managementPort,
                // has it
                "-cp",
                libraries + File.separator + "*",
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    private static Path libraries() {
        return Path.of("..", "cassandra-node", "target", "lib").toAbsolutePath().normalize();
    }

    private static Path memoryMeter(Path libraries) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, "jamm-*.jar")) {
            return found.iterator().next();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The octets of a keyspace on disk, after everything was written there. */
    long octetsOf(String keyspace) {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            libraries() + File.separator + "*",
                            "org.apache.cassandra.tools.NodeTool",
                            "-p",
                            Integer.toString(managementPort),
                            "flush",
                            keyspace)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("nodetool.log").toFile())
                    .start()
                    .waitFor();
            try (Stream<Path> files = Files.walk(directory.resolve("data").resolve(keyspace))) {
                return files.mapToLong(
                                file -> file.toFile().isFile() ? file.toFile().length() : 0)
                        .sum();
            }
        } catch (IOException e) {
            throw new AssertionError("the tables cannot be weighed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A session of the driver, configured as the server's is; waits until the node answers. */
    CqlSession connect() {
        awaitAnswer();
        DriverConfigLoader options = DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "SERIAL")
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(30))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                // how long the driver waits for more changes of tables before it answers for one: 1 s, if nobody says
                // so
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(5))
                .build();
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(options)
                .build();
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!shell.isAlive()) {
                throw new AssertionError("the node ended: see " + directory.resolve("console.log"));
            }
            if (answers()) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the node does not answer: see " + directory.resolve("system.log"));
    }

    /** Asks the first question of the CQL protocol; native_protocol_v4 §4.1.3. */
    private boolean answers() {
        byte[] options = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(options);
            return socket.getInputStream().readNBytes(9).length == 9;
        } catch (IOException e) {
            return waitABit();
        }
    }

    /** Waits for the node's end for a moment, since there is nothing else to wait for. */
    private boolean waitABit() {
        try {
            shell.waitFor(100, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Kills the node and removes what it wrote. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor(30, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
