package io.postroom.server.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a node the first question of the CQL protocol. */
final class CqlReadiness {
    /** Version 4, no flags, stream 0, OPTIONS, no body: native_protocol_v4 §2 and §4.1.3. */
    private static final byte[] OPTIONS = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};

    private static final byte SUPPORTED = 0x06;
    private static final int HEADER_OCTETS = 9;
    private static final int OPCODE = 4;
    private static final int TIMEOUT_MILLIS = 1_000;

    private CqlReadiness() {}

    /** Whether something on {@code port} of this machine answers as a CQL server does. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(OPTIONS);
            byte[] header = socket.getInputStream().readNBytes(HEADER_OCTETS);
            return header.length == HEADER_OCTETS && header[OPCODE] == SUPPORTED;
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
