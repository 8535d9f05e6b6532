package io.postroom.server.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One IMAP connection, line by line: for what no client library would say. A connection that ended is an empty line for ever. */
final class ImapLines implements AutoCloseable {
    private static final int MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private ImapLines(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static ImapLines connect(InetAddress source, int port) {
        try {
            Socket socket = new Socket();
            socket.setSoTimeout(MILLIS);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            return new ImapLines(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImapLines under(SSLSocketFactory tls) {
        try {
            SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, "localhost", socket.getPort(), true);
            encrypted.startHandshake();
            return new ImapLines(encrypted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    void write(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line, without its end. */
    String read() {
        StringBuilder line = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.append((char) octet);
            }
        } catch (java.net.SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString().stripTrailing();
    }

    /** Sends a command; returns what is said up to its result. */
    String command(String tag, String command) {
        write(tag + " " + command + "\r\n");
        StringBuilder all = new StringBuilder();
        for (String line = read(); !line.isEmpty(); line = read()) {
            all.append(line).append('\n');
            if (line.startsWith(tag + " ") || line.startsWith("* BYE")) {
                break;
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
