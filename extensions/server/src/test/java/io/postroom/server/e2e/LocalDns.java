package io.postroom.server.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback that knows what tests tell it, and that no other name exists. Thread-safe. */
final class LocalDns implements AutoCloseable {
    private static final int MOST_OCTETS = 4096;

    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final DatagramSocket socket;

    LocalDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "local-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** As the setting {@code dns.servers} has it. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Adds the records of a zone file. */
    void load(String zoneFile) {
        try (Master master = new Master(new ByteArrayInputStream(zoneFile.getBytes(StandardCharsets.US_ASCII)))) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Record> records() {
        return List.copyOf(records);
    }

    /** Forgets every record of this name, which ends with a dot. */
    void remove(String name) {
        records.removeIf(record -> record.getName().toString().equals(name));
    }

    private void serve() {
        byte[] buffer = new byte[MOST_OCTETS];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question, Section.QUESTION);
        boolean exists = false;
        for (Record record : records) {
            if (isNamed(record, question.getName())) {
                exists = true;
                if (record.getType() == question.getType()) {
                    answer.addRecord(record, Section.ANSWER);
                }
            }
        }
        answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }

    private static boolean isNamed(Record record, Name name) {
        return record.getName().equals(name);
    }

    @Override
    public void close() {
        socket.close();
    }
}
