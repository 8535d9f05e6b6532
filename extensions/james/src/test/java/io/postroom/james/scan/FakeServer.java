package io.postroom.james.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does with each connection what a test says, and remembers what it read. */
final class FakeServer implements AutoCloseable {
    /** What is done with a connection, which is closed afterwards. */
    interface Manner {
        void serve(Socket socket, ByteArrayOutputStream read) throws IOException;
    }

    private final ServerSocket server;
    private final Manner manner;
    private final List<ByteArrayOutputStream> read = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    FakeServer(Manner manner) {
        this.manner = manner;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "fake-scanner");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                ByteArrayOutputStream octets = new ByteArrayOutputStream();
                open.add(socket);
                read.add(octets);
                manner.serve(socket, octets);
            } catch (IOException e) {
                continue; // the next connection; after close() there is none
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** What the connections so far have sent, one after the other. */
    List<String> read() {
        return read.stream()
                .map(octets -> octets.toString(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Reads until that was read, or the end. */
    static void readUntil(Socket socket, ByteArrayOutputStream read, String end) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] wanted = end.getBytes(StandardCharsets.ISO_8859_1);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            read.write(octet);
            String last = octet == wanted[wanted.length - 1] ? read.toString(StandardCharsets.ISO_8859_1) : "";
            if (last.endsWith(end)) {
                return;
            }
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
