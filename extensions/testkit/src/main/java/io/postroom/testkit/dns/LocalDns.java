package io.postroom.testkit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, over UDP and TCP (RFC 7766), that knows what tests tell it and that no other name exists; or that is dead, slow
 * or lying, as they tell it. Answers without a record have no SOA, so nobody may remember them (RFC 2308 §5). Thread-safe.
 */
public final class LocalDns implements AutoCloseable {
    private static final int MOST_OCTETS = 65_535; // RFC 1035 §4.2.2
    private static final int OCTETS_OF_OLD_UDP = 512; // RFC 1035 §4.2.1
    private static final int PATIENCE_MILLIS = 10_000;

    private final LocalZone zone = new LocalZone();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2, LocalDns::thread);
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final Map<String, DnsMood> moods = new ConcurrentHashMap<>();
    private volatile DnsMood mood = DnsMood.HONEST;
    private volatile Duration delay = Duration.ZERO;

    /** Answers from now on. */
    public LocalDns() {
        try {
            udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            tcp = new ServerSocket(udp.getLocalPort(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::serveUdp).start();
        thread(this::serveTcp).start();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "local-dns");
        thread.setDaemon(true);
        return thread;
    }

    /** As the setting {@code dns.servers} has it. */
    public String address() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    /** Where it listens. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /** Adds the records of a zone file, such as {@code example.org. 60 IN TXT "v=spf1 -all"}, one on each line. */
    public void load(String zoneFile) {
        zone.load(zoneFile);
    }

    /** All records. */
    public List<Record> records() {
        return zone.records();
    }

    /** Forgets every record of this name, which ends with a dot. */
    public void remove(String name) {
        zone.remove(name);
    }

    /** Answers every question like this from now on, but for names of their own {@link #mood(String, DnsMood)}. */
    public void mood(DnsMood all) {
        mood = all;
    }

    /** Answers questions about {@code name}, which ends with a dot, like this from now on. */
    public void mood(String name, DnsMood one) {
        moods.put(name.toLowerCase(Locale.ROOT), one);
    }

    /** Keeps each answer back for so long from now on. */
    public void delay(Duration each) {
        delay = each;
    }

    /** What has been asked, in that order, as in {@code TXT example.org.}; a question that is repeated, as often as it came. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    private void serveUdp() {
        byte[] buffer = new byte[MOST_OCTETS];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                byte[] query = Arrays.copyOf(buffer, packet.getLength());
                answer(
                        query,
                        true,
                        answer -> udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress())));
            } catch (IOException e) {
                failUnlessClosed(e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                thread(() -> serve(socket)).start();
            } catch (IOException e) {
                failUnlessClosed(e);
            }
        }
    }

    /** RFC 1035 §4.2.2: each message has its length before it. */
    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                answer(query, false, answer -> {
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                });
            }
        } catch (IOException e) {
            return; // the client has hung up, as it may
        }
    }

    /** Where an answer goes. */
    private interface Line {
        void send(byte[] answer) throws IOException;
    }

    private void answer(byte[] octets, boolean isUdp, Line line) throws IOException {
        Message query = new Message(octets);
        Record question = query.getQuestion();
        questions.add(Type.string(question.getType()) + ' ' + question.getName());
        DnsMood now = moods.getOrDefault(question.getName().toString().toLowerCase(Locale.ROOT), mood);
        Optional<byte[]> answer = DnsAnswer.of(query, now, isUdp, zone, mostOctets(query, isUdp));
        if (answer.isEmpty()) {
            return;
        }
        if (delay.isZero()) {
            line.send(answer.get());
            return;
        }
        try {
            later.schedule(() -> sendLate(line, answer.get()), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            failUnlessClosed(new IOException(e));
        }
    }

    private static int mostOctets(Message query, boolean isUdp) {
        if (!isUdp) {
            return MOST_OCTETS;
        }
        return query.getOPT() == null ? OCTETS_OF_OLD_UDP : query.getOPT().getPayloadSize();
    }

    private static void sendLate(Line line, byte[] answer) {
        try {
            line.send(answer);
        } catch (IOException e) {
            return; // nobody waits for it any more
        }
    }

    private void failUnlessClosed(IOException e) {
        if (!udp.isClosed()) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        udp.close();
        later.shutdownNow();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
