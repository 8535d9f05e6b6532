package io.postroom.james.trust;

import io.postroom.core.trust.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Type;

/**
 * Finds the records of a name, in the cache or by asking, and follows aliases. Thread-safe.
 *
 * <p>That there are none is said only where a server has said so; all else that is not an answer is an {@link UncheckedIOException}.
 */
final class RecordLookup {
    private static final int MOST_ALIASES = 8;

    private final JamesResolver james;

    RecordLookup(JamesResolver james) {
        this.james = james;
    }

    /** The records; empty if there are none of this type, or the name does not exist. Blocks until {@code deadline} at most. */
    List<Record> find(Name name, int type, Deadline deadline) {
        Cache cache = started(james.cache());
        Name current = name;
        for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
            SetResponse answer = cache.lookupRecords(current, type, Credibility.NORMAL);
            if (answer.isUnknown() || answer.isDelegation()) {
                answer = kept(ask(current, type, deadline), cache);
            }
            if (answer.isSuccessful()) {
                return answer.answers().stream()
                        .flatMap(set -> set.rrs().stream())
                        .toList();
            }
            if (answer.isNXDOMAIN() || answer.isNXRRSET()) {
                return List.of();
            }
            current = target(answer, current);
        }
        throw nonsense("more than " + MOST_ALIASES + " aliases");
    }

    private static <T> T started(Optional<T> part) {
        return part.orElseThrow(() -> nonsense("the DNS service has not started"));
    }

    private Message ask(Name name, int type, Deadline deadline) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        CompletableFuture<Message> answer =
                started(james.resolver()).sendAsync(query).toCompletableFuture();
        try {
            Message message = answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            check(query.getQuestion(), message);
            return message;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UncheckedIOException(new IOException("DNS does not answer in time", e));
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("DNS does not answer", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while asking DNS"));
        }
    }

    /** RFC 5452 §9.1, and that it is whole and about what was asked. */
    private static void check(Record question, Message answer) {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw nonsense("DNS answers " + Rcode.string(code));
        }
        if (!question.equals(answer.getQuestion()) || !answer.getHeader().getFlag(Flags.QR)) {
            throw nonsense("DNS answers another question");
        }
        if (answer.getHeader().getFlag(Flags.TC)) {
            throw nonsense("DNS answers with a part only");
        }
        List<Record> records = answer.getSection(Section.ANSWER);
        if (!records.isEmpty() && records.stream().noneMatch(record -> isAbout(question.getName(), record))) {
            throw nonsense("DNS answers about another name");
        }
    }

    private static boolean isAbout(Name name, Record record) {
        return record.getName().equals(name) || record.getType() == Type.DNAME && name.subdomain(record.getName());
    }

    private static SetResponse kept(Message answer, Cache cache) {
        SetResponse response = cache.addMessage(answer);
        if (response == null || response.isUnknown() || response.isDelegation()) {
            throw nonsense("DNS names another server in place of an answer");
        }
        return response;
    }

    private static Name target(SetResponse alias, Name name) {
        try {
            return alias.isCNAME() ? alias.getCNAME().getTarget() : name.fromDNAME(alias.getDNAME());
        } catch (NameTooLongException e) { // RFC 6672 §2.2
            throw nonsense("an alias that is too long");
        }
    }

    private static UncheckedIOException nonsense(String why) {
        return new UncheckedIOException(new IOException(why));
    }
}
