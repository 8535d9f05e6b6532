package io.postroom.server.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One SMTP connection on a plain socket (RFC 5321): waits for each reply, sends octets as they are. For one thread.
 *
 * <p>A reply that does not come in time, or a connection that ends, shows as an {@link UncheckedIOException}: the message then counts as
 * not accepted.
 */
final class SmtpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 5_000;
    private static final byte[] CRLF = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * What the server said.
     *
     * @param code three digits
     * @param text all lines, without the code
     */
    record Reply(int code, String text) {
        boolean isPositive() {
            return code < 400;
        }

        @Override
        public String toString() {
            return code + " " + text;
        }
    }

    /** Connected, greeted and introduced with EHLO. */
    static SmtpClient connect(int port) {
        return connect(InetAddress.getLoopbackAddress(), port);
    }

    /** As {@link #connect(int)}, from that address of this machine. */
    static SmtpClient connect(InetAddress source, int port) {
        SmtpClient client = call(source, port);
        client.expect(client.read(), 220);
        client.introduce();
        return client;
    }

    /** Connected and no more. */
    static SmtpClient call(InetAddress source, int port) {
        try {
            Socket socket = new Socket();
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return new SmtpClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #connect(int)}, with TLS from the first octet on. */
    static SmtpClient connectTls(int port, SSLSocketFactory tls) {
        try {
            SmtpClient client = call(InetAddress.getLoopbackAddress(), port).under(tls);
            client.expect(client.read(), 220);
            client.introduce();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 3207, introduced again; to be used instead of this. */
    SmtpClient startTls(SSLSocketFactory tls) {
        try {
            expect(command("STARTTLS"), 220);
            SmtpClient client = under(tls);
            client.introduce();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With TLS from here on; to be used instead of this. */
    SmtpClient under(SSLSocketFactory tls) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, "localhost", socket.getPort(), true);
        encrypted.startHandshake();
        return new SmtpClient(encrypted);
    }

    /** What the server showed, under TLS. */
    X509Certificate certificate() {
        try {
            return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void introduce() {
        expect(command("EHLO client.elsewhere.example"), 250);
    }

    private void expect(Reply reply, int code) {
        if (reply.code() != code) {
            close();
            throw new UncheckedIOException(new IOException("expected " + code + ", got " + reply));
        }
    }

    /** Sends one line, and reads the reply. */
    Reply command(String line) {
        write(line.getBytes(StandardCharsets.UTF_8));
        write(CRLF);
        return read();
    }

    /** AUTH PLAIN (RFC 4616). */
    Reply login(String user, String password) {
        byte[] token = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(token));
    }

    Reply send(String recipient, Letter letter) {
        return send(Letter.SENDER, recipient, letter.octets());
    }

    /**
     * One transaction.
     *
     * @param message with CRLF at the end of each line
     * @return the reply that settled it: the first refusal, or the one to the whole message
     */
    Reply send(String sender, String recipient, byte[] message) {
        Reply reply = command("MAIL FROM:<" + sender + "> BODY=8BITMIME");
        reply = reply.isPositive() ? command("RCPT TO:<" + recipient + ">") : reply;
        reply = reply.isPositive() ? command("DATA") : reply;
        if (reply.isPositive()) {
            write(dotStuffed(message));
            reply = read();
        }
        if (!reply.isPositive()) {
            command("RSET");
        }
        return reply;
    }

    /** Octets as they are: for what {@link #send} would never write. */
    void write(byte[] octets) {
        try {
            out.write(octets);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply read() {
        StringBuilder text = new StringBuilder();
        try {
            while (true) {
                String line = line();
                text.append(text.isEmpty() ? "" : "\n").append(line.length() > 4 ? line.substring(4) : "");
                boolean last = line.length() < 4 || line.charAt(3) != '-'; // RFC 5321 §4.2.1
                if (last) {
                    return new Reply(Integer.parseInt(line.substring(0, 3)), text.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server hung up");
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** RFC 5321 §4.5.2, with the end of data. */
    private static byte[] dotStuffed(byte[] message) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(message.length + 64);
        boolean lineStart = true;
        for (byte octet : message) {
            if (lineStart && octet == '.') {
                stuffed.write('.');
            }
            stuffed.write(octet);
            lineStart = octet == '\n';
        }
        if (!lineStart) {
            stuffed.writeBytes(CRLF);
        }
        stuffed.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
        return stuffed.toByteArray();
    }

    /** Hangs up without a word; a client that was cut off does the same. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
