package io.postroom.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** Held by the one server that works on a data directory; the operating system gives it back when that process ends in any way. */
final class DataDirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartRefusedException if another process has it */
    static DataDirectoryLock take(DataDirectory data) {
        try {
            FileChannel channel =
                    FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartRefusedException(
                        "A server is already running on the data directory " + data.root() + ".");
            }
            return new DataDirectoryLock(channel);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data directory " + data.root() + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /** @throws StartRefusedException if a process has it */
    static void requireFree(DataDirectory data) {
        try {
            take(data).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
