package io.postroom.server.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;

/** Another mail server on a plain socket: takes mail, or answers as told at any stage (RFC 5321 §4.3). Thread-safe. */
final class SmtpPeer implements AutoCloseable {
    /** Says nothing of its own. */
    static final String USUAL = "";

    /** Hangs up. */
    static final String CLOSE = "close";

    /** Says nothing more, and waits until the client has had enough. */
    static final String STALL = "stall";

    /** Before anything is heard. */
    static final String CONNECTED = "CONNECTED";

    /** What follows the message: a stage of its own, since it has a reply of its own. */
    static final String END_OF_DATA = ".";

    private volatile ServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile BinaryOperator<String> replies = (stage, line) -> USUAL;

    private SmtpPeer(ServerSocket server) {
        this.server = server;
    }

    /** A mail that it took. */
    record Mail(String sender, List<String> recipients, byte[] octets) {
        String text() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    static SmtpPeer open() {
        SmtpPeer peer = new SmtpPeer(listen(0));
        peer.accept();
        return peer;
    }

    /** Whoever calls from now on finds nobody. */
    void leave() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After {@link #leave}: it is there again, at the same address. */
    void comeBack() {
        server = listen(server.getLocalPort());
        accept();
    }

    /** @param port 0 for any that is free */
    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code outbound.gateway} wants it. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /**
     * @param byStageAndLine from the verb and the whole line to a reply, {@link #USUAL}, {@link #CLOSE} or {@link #STALL}; the line of
     *     {@code DATA} and of {@link #END_OF_DATA} is who the mail is for
     */
    void answer(BinaryOperator<String> byStageAndLine) {
        replies = byStageAndLine;
    }

    List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Those for this recipient, oldest first. */
    List<Mail> mailsTo(String recipient) {
        return mails.stream()
                .filter(mail -> mail.recipients().contains(recipient))
                .toList();
    }

    /** The first mail for this recipient, as soon as it came. */
    Mail await(String recipient) {
        return Eventually.get(
                Duration.ofSeconds(40),
                "mail to " + recipient,
                () -> mailsTo(recipient).stream().findFirst());
    }

    /** How often a line that begins so was heard. */
    long heard(String beginning) {
        return commands.stream().filter(line -> line.startsWith(beginning)).count();
    }

    private void accept() {
        ServerSocket listening = server;
        workers.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    workers.execute(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            if (!answered(in, out, reply(CONNECTED, ""))) {
                return;
            }
            String sender = "";
            List<String> recipients = new ArrayList<>();
            for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
                String verb = line.get().split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                commands.add(line.get());
                String reply = reply(verb, verb.equals("DATA") ? String.join(",", recipients) : line.get());
                if (!answered(in, out, reply)) {
                    return;
                }
                if (verb.equals("MAIL") && reply.startsWith("2")) {
                    sender = path(line.get());
                    recipients.clear();
                } else if (verb.equals("RCPT") && reply.startsWith("2")) {
                    recipients.add(path(line.get()));
                }
                boolean over = verb.equals("DATA") && reply.startsWith("3") && !took(in, out, sender, recipients);
                if (over || verb.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException gone) {
            commands.add("the client went away");
        }
    }

    /** Whether the conversation goes on. */
    private static boolean answered(InputStream in, OutputStream out, String reply) throws IOException {
        if (reply.equals(STALL)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        boolean goesOn = !reply.equals(STALL) && !reply.equals(CLOSE);
        if (goesOn) {
            say(out, reply);
        }
        return goesOn;
    }

    private boolean took(InputStream in, OutputStream out, String sender, List<String> recipients) throws IOException {
        byte[] octets = data(in);
        String reply = reply(END_OF_DATA, String.join(",", recipients));
        if (reply.startsWith("2")) {
            mails.add(new Mail(sender, List.copyOf(recipients), octets));
        }
        return answered(in, out, reply);
    }

    private String reply(String stage, String line) {
        String told = replies.apply(stage, line);
        if (!told.equals(USUAL)) {
            return told;
        }
        return switch (stage) {
            case CONNECTED -> "220 peer.example ESMTP";
            case "EHLO" -> "250-peer.example\r\n250-8BITMIME\r\n250 SIZE 50000000";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 2.0.0 fine";
        };
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The message, its dots undone (RFC 5321 §4.5.2). */
    private static byte[] data(InputStream in) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
            if (line.get().equals(".")) {
                return octets.toByteArray();
            }
            String text = line.get().startsWith(".") ? line.get().substring(1) : line.get();
            octets.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        throw new IOException("cut off in the middle of a message");
    }

    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return Optional.empty();
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            leave();
        } finally {
            workers.shutdownNow();
        }
    }
}
