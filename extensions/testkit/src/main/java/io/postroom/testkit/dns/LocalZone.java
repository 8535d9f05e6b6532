package io.postroom.testkit.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Some records, and what a server that has these answers. Thread-safe. */
final class LocalZone {
    private static final int MOST_ALIASES = 8;

    private final List<Record> records = new CopyOnWriteArrayList<>();

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

    void remove(String name) {
        records.removeIf(record -> record.getName().toString().equals(name));
    }

    /** An answer with authority; aliases are followed. */
    Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = emptyAnswer(query);
        answer.getHeader().setFlag(Flags.AA);
        Name name = question.getName();
        for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
            List<Record> found = find(name, question.getType());
            found.forEach(record -> answer.addRecord(record, Section.ANSWER));
            List<Record> alias = question.getType() == Type.CNAME ? List.of() : find(name, Type.CNAME);
            if (!found.isEmpty() || alias.isEmpty()) {
                break;
            }
            answer.addRecord(alias.get(0), Section.ANSWER);
            name = ((CNAMERecord) alias.get(0)).getTarget();
        }
        answer.getHeader().setRcode(exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }

    /** NOERROR, and nothing in it but the question. */
    static Message emptyAnswer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private List<Record> find(Name name, int type) {
        return records.stream()
                .filter(record -> record.getType() == type && record.getName().equals(name))
                .toList();
    }

    /** RFC 8020 §2: a name below which there is one exists as well. */
    private boolean exists(Name name) {
        return records.stream().anyMatch(record -> record.getName().subdomain(name));
    }
}
