package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a number that, added to each default port, gives ports nobody listens on.
 *
 * <p>A number is this process's until it ends, by a lock on a file of the machine's temporary directory: another run that looks
 * while a killed server is down would find its ports free.
 */
final class PortOffsets {
    /** The ports of {@code conf/postroom.properties} without an offset. */
    static final Map<String, Integer> DEFAULTS = Map.of(
            "api", 8080,
            "webadmin", 8000,
            "smtp", 2525,
            "submission", 2587,
            "imap", 2143,
            "jmap", 2080,
            "cassandra", 29042,
            "cassandra-internode", 27000);

    /** Divides no difference of two default ports that is below {@link #HIGHEST}: two offsets never give the same port. */
    private static final int STEP = 11;

    private static final int LOWEST = 110;
    /** Linux gives ports from 32,768 to clients: while a killed server is down, a connection may have taken its port. */
    private static final int HIGHEST = 3_700;

    private static final Path LOCKS = Path.of(System.getProperty("java.io.tmpdir"), "postroom-test-ports");
    /** Open until this process ends, which is when the system lets go of them. */
    private static final Map<Integer, FileChannel> OURS = new HashMap<>();

    private PortOffsets() {}

    static synchronized int free() {
        while (true) {
            int offset = ThreadLocalRandom.current().nextInt(LOWEST / STEP, HIGHEST / STEP) * STEP;
            if (!OURS.containsKey(offset) && areFree(DEFAULTS.values(), offset) && becomesOurs(offset)) {
                return offset;
            }
        }
    }

    private static boolean becomesOurs(int offset) {
        try {
            Files.createDirectories(LOCKS);
            FileChannel file = FileChannel.open(
                    LOCKS.resolve(Integer.toString(offset)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                return false;
            }
            OURS.put(offset, file);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean areFree(Collection<Integer> ports, int offset) {
        return ports.stream().allMatch(port -> isFree(port + offset));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
