package io.postroom.server.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Finds a taken port before anything is started, when it can still be said in one sentence. */
final class FreePorts {
    private FreePorts() {}

    /**
     * @param address where they will be listened on
     * @throws StartRefusedException if one of {@code ports} is taken
     */
    static void require(Map<String, Integer> ports, InetAddress address) {
        ports.forEach((name, port) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true); // connections of a server that just stopped are not in the way
                socket.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                throw new StartRefusedException(
                        "Port " + port + " (" + name + ") is taken; free it or choose others with --port-offset.", e);
            }
        });
    }
}
