package io.postroom.testkit.dns;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** The octets of an answer in each {@link DnsMood}. */
final class DnsAnswer {
    private static final long LIFE = 60;

    private DnsAnswer() {}

    /** Empty for no answer at all. */
    static Optional<byte[]> of(Message query, DnsMood mood, boolean isUdp, LocalZone zone, int mostOctets) {
        return switch (mood) {
            case HONEST -> Optional.of(zone.answer(query).toWire(mostOctets));
            case DEAD -> Optional.empty();
            case FAILING -> Optional.of(withCode(query, Rcode.SERVFAIL));
            case REFUSING -> Optional.of(withCode(query, Rcode.REFUSED));
            case WRONG_ID -> {
                Message answer = zone.answer(query);
                answer.getHeader().setID(query.getHeader().getID() ^ 1);
                yield Optional.of(answer.toWire());
            }
            case WRONG_QUESTION -> Optional.of(toAnother(query).toWire());
            case REFERRING -> Optional.of(referral(query).toWire());
            case WRONG_OWNER -> Optional.of(ofAnotherOwner(query).toWire());
            case TRUNCATED -> isUdp ? Optional.of(truncated(query)) : Optional.empty();
            case TCP_ONLY ->
                Optional.of(isUdp ? truncated(query) : zone.answer(query).toWire());
            case GARBAGE -> Optional.of("this is no message".getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static byte[] withCode(Message query, int code) {
        Message answer = LocalZone.emptyAnswer(query);
        answer.getHeader().setRcode(code);
        return answer.toWire();
    }

    private static Message toAnother(Message query) {
        Message answer = LocalZone.emptyAnswer(query);
        answer.removeAllRecords(Section.QUESTION);
        answer.addRecord(
                Record.newRecord(
                        Name.fromConstantString("another.example."),
                        query.getQuestion().getType(),
                        DClass.IN),
                Section.QUESTION);
        return answer;
    }

    private static Message referral(Message query) {
        Message answer = LocalZone.emptyAnswer(query);
        answer.getHeader().unsetFlag(Flags.RA);
        Name zone = new Name(query.getQuestion().getName(), 1);
        answer.addRecord(
                new NSRecord(zone, DClass.IN, LIFE, Name.fromConstantString("ns.another.example.")), Section.AUTHORITY);
        return answer;
    }

    private static Message ofAnotherOwner(Message query) {
        Message answer = LocalZone.emptyAnswer(query);
        answer.addRecord(
                new TXTRecord(Name.fromConstantString("another.example."), DClass.IN, LIFE, "v=spf1 +all"),
                Section.ANSWER);
        return answer;
    }

    private static byte[] truncated(Message query) {
        Message answer = LocalZone.emptyAnswer(query);
        answer.getHeader().setFlag(Flags.TC);
        return answer.toWire();
    }
}
