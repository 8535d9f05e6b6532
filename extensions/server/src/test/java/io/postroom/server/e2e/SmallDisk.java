package io.postroom.server.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system of some megabytes, in memory, that a test can fill. Only the processes started with {@link #enter} see it under its path; it
 * goes with them and with this object.
 *
 * <p>Needs no privilege where the kernel gives everybody a namespace of his own (user_namespaces(7)), else root.
 */
final class SmallDisk implements AutoCloseable {
    private static final List<List<String>> NAMESPACES =
            List.of(List.of("--user", "--map-root-user", "--mount"), List.of("--mount"));
    private static final String MOUNT =
            "mount -t tmpfs -o size=\"$1\"m,mode=0755 postroom \"$0\" && echo mounted && exec cat";

    private final Path mountPoint;
    private final List<String> namespaces;
    private final Process holder;

    private SmallDisk(Path mountPoint, List<String> namespaces, Process holder) {
        this.mountPoint = mountPoint;
        this.namespaces = namespaces;
        this.holder = holder;
    }

    /** Mounts one at {@code mountPoint}, which is made; empty if this machine does not let the test. */
    static Optional<SmallDisk> mount(Path mountPoint, int mebibytes) {
        try {
            Files.createDirectories(mountPoint);
            for (List<String> namespaces : NAMESPACES) {
                List<String> command = new ArrayList<>(List.of("unshare"));
                command.addAll(namespaces);
                command.addAll(List.of("sh", "-c", MOUNT, mountPoint.toString(), Integer.toString(mebibytes)));
                Process holder =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
                if ("mounted".equals(said.readLine())) {
                    return Optional.of(new SmallDisk(mountPoint, namespaces, holder));
                }
                holder.destroy();
            }
            return Optional.empty();
        } catch (IOException noUnshare) {
            return Optional.empty();
        }
    }

    Path mountPoint() {
        return mountPoint;
    }

    /** What to put before a command, given with its whole path, so that it sees the disk. */
    List<String> enter() {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
        if (namespaces.contains("--user")) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        command.add("--");
        return command;
    }

    /** The path under which this process sees what those that entered see as {@code path}: proc(5), {@code /proc/pid/root}. */
    Path seen(Path path) {
        return Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(path.getRoot().relativize(path));
    }

    /** Takes all but so many mebibytes. */
    void fillAllBut(int mebibytes) {
        long left = (long) mebibytes << 20;
        try (FileChannel channel = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (seen(mountPoint).toFile().getUsableSpace() > left) {
                channel.write(ByteBuffer.allocate(1 << 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what is left of it; to be called again, since others give some back. */
    void fill() {
        try (FileChannel channel = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int octets = 1 << 20; octets >= 1 << 12; octets >>= 8) {
                writeUntilFull(channel, octets);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeUntilFull(FileChannel channel, int octets) {
        try {
            while (true) {
                channel.write(ByteBuffer.allocate(octets));
            }
        } catch (IOException full) {
            return; // what this is for
        }
    }

    /** Gives back all that was taken. */
    void clear() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return seen(mountPoint).resolve("ballast");
    }

    @Override
    public void close() {
        holder.destroy();
    }
}
