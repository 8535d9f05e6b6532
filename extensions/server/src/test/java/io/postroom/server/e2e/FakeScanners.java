package io.postroom.server.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks as Rspamd and as clamd do on loopback: mail with the text of GTUBE is spam, mail with that of EICAR a virus. The real ones take too long to
 * start for these tests. Thread-safe.
 */
final class FakeScanners implements AutoCloseable {
    // in two parts, so that no scanner finds them in this file
    static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final int COMMAND = "zINSTREAM\0".length();

    private final HttpServer rspamd;
    private final ServerSocket clamd;

    FakeScanners() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            rspamd = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            clamd = new ServerSocket(0, 50, loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rspamd.createContext("/checkv2", FakeScanners::check);
        rspamd.start();
        Thread thread = new Thread(this::serve, "fake-clamd");
        thread.setDaemon(true);
        thread.start();
    }

    String rspamdAddress() {
        return "http://127.0.0.1:" + rspamd.getAddress().getPort();
    }

    String clamdAddress() {
        return "clamd://127.0.0.1:" + clamd.getLocalPort();
    }

    private static void check(HttpExchange exchange) throws IOException {
        String mail = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String action = mail.contains(GTUBE) ? "reject" : "no action";
        byte[] answer = ("{\"action\":\"" + action + "\",\"score\":15.0}").getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void serve() {
        while (!clamd.isClosed()) {
            try (Socket socket = clamd.accept()) {
                scan(socket);
            } catch (IOException e) {
                continue; // the next one; after close() there is none
            }
        }
    }

    private static void scan(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readNBytes(COMMAND);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            mail.writeBytes(in.readNBytes(length));
        }
        boolean virus = mail.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
        String answer = virus ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    /** Both are gone. */
    @Override
    public void close() {
        rspamd.stop(0);
        try {
            clamd.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
