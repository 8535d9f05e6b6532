package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server process, run through {@code bin/postroom} like an operator's, on ports of its own. Not thread-safe.
 *
 * <p>What it prints is in {@code console.log} of its scratch directory.
 */
final class PostroomServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);

    private final Path scratch;
    private final int offset = PortOffsets.free();
    private final List<String> options;
    private final Optional<SmallDisk> disk;
    private Optional<Process> process = Optional.empty();

    private PostroomServer(Path scratch, Optional<SmallDisk> disk, List<String> options) {
        this.scratch = scratch;
        this.disk = disk;
        this.options = options;
    }

    /** A server that keeps everything, on an empty data directory; not started yet. */
    static PostroomServer standalone(String name, String... options) {
        return of("standalone", name, options);
    }

    /** A server in memory; not started yet. */
    static PostroomServer sandbox(String name, String... options) {
        return of("sandbox", name, options);
    }

    /** A server that keeps everything on {@code disk}; not started yet. {@code bin/postroom status} does not find it. */
    static PostroomServer on(SmallDisk disk, String... options) {
        return of("standalone", disk.mountPoint(), Optional.of(disk), options);
    }

    /** A server of that profile; not started yet. */
    static PostroomServer of(String profile, String name, String... options) {
        Path scratch = Checkout.scratch(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(profile, scratch, Optional.empty(), options);
    }

    private static PostroomServer of(String profile, Path scratch, Optional<SmallDisk> disk, String... options) {
        List<String> all = new ArrayList<>(List.of("--profile", profile));
        all.addAll(List.of("--set", "listen.address=127.0.0.1", "--set", "webhooks.allow-private-networks=true"));
        all.addAll(List.of(options));
        return new PostroomServer(scratch, disk, all);
    }

    /** Where this process sees its data directory. */
    Path data() {
        Path data = scratch.resolve("data");
        return disk.map(mounted -> mounted.seen(data)).orElse(data);
    }

    int offset() {
        return offset;
    }

    Postroom clients() {
        return new Postroom(
                PortOffsets.DEFAULTS.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, port -> port.getValue() + offset)),
                data());
    }

    /** Starts it and returns once it says that mail is accepted; leaves nothing running if it does not. */
    Postroom start() {
        launch();
        try {
            awaitHealthy();
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
        return clients();
    }

    /** Starts the process and returns at once. */
    void launch() {
        List<String> command = new ArrayList<>(disk.map(SmallDisk::enter).orElse(List.of()));
        command.addAll(List.of(Checkout.program().toString(), "start"));
        command.addAll(List.of("--data", scratch.resolve("data").toString()));
        command.addAll(List.of("--port-offset", Integer.toString(offset)));
        command.addAll(options);
        try {
            process = Optional.of(new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(console().toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitHealthy() {
        RestClient api = clients().anonymous();
        Eventually.get(STARTS_WITHIN, "server healthy, see " + console(), () -> {
            if (!handle().isAlive()) {
                throw new AssertionError("the server ended: " + Files.readString(console()));
            }
            return isHealthy(api) ? Optional.of(true) : Optional.empty();
        });
    }

    static boolean isHealthy(RestClient api) {
        try {
            return api.get("/healthz").status() == 200;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    /** The process of James and the extensions: {@code bin/postroom} becomes it. */
    ProcessHandle handle() {
        return process.orElseThrow(() -> new AssertionError("not started")).toHandle();
    }

    /** The bundled Cassandra of the running server. */
    ProcessHandle cassandra() {
        long pid = status().at("/pids/cassandra").asLong();
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no Cassandra process " + pid));
    }

    /** What {@code bin/postroom status} prints. */
    JsonNode status() {
        return RestClient.parse(
                Cli.run("status", "--data", data().toString()).out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** {@code kill -9}. */
    void kill() {
        handle().destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and waits for the end. */
    void stop() {
        handle().destroy();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            Process running = process.orElseThrow();
            if (!running.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("process " + running.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the process printed, all starts together. */
    Path console() {
        return scratch.resolve("console.log");
    }

    /** Ends it in order, with its Cassandra. */
    @Override
    public void close() {
        if (process.map(Process::isAlive).orElse(false)) {
            stop();
        }
    }
}
