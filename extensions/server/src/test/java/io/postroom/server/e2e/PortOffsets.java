package io.postroom.server.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a number that, added to each default port, gives ports nobody listens on. */
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

    private static final int LOWEST = 100;
    /** Linux gives ports from 32,768 to clients: while a killed server is down, a connection may have taken its port. */
    private static final int HIGHEST = 3_700;

    private PortOffsets() {}

    static int free() {
        while (true) {
            int offset = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (areFree(DEFAULTS.values(), offset)) {
                return offset;
            }
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
