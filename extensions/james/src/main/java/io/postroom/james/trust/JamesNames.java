package io.postroom.james.trust;

import io.postroom.core.trust.Deadline;
import io.postroom.core.trust.NameService;
import io.postroom.core.trust.NameServices;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks the servers that James asks, with its cache. Each question lasts no longer than a time that is set, whatever servers do. Thread-safe.
 */
public final class JamesNames implements NameService, NameServices {
    private static final int HIGHEST_ASCII = 0x7F;

    private final RecordLookup lookup;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Optional<Deadline> end;

    /**
     * @param patience how long one question may take
     * @param nanos as {@link System#nanoTime}
     */
    public JamesNames(JamesResolver james, Duration patience, LongSupplier nanos) {
        this(new RecordLookup(james), patience, nanos, Optional.empty());
    }

    private JamesNames(RecordLookup lookup, Duration patience, LongSupplier nanos, Optional<Deadline> end) {
        this.lookup = lookup;
        this.patience = patience;
        this.nanos = nanos;
        this.end = end;
    }

    @Override
    public NameService until(Deadline deadline) {
        return new JamesNames(lookup, patience, nanos, Optional.of(deadline));
    }

    @Override
    public List<String> texts(String name) {
        return find(name, Type.TXT, TXTRecord.class).stream()
                .map(JamesNames::text)
                .toList();
    }

    private static String text(TXTRecord record) {
        return record.getStringsAsByteArrays().stream()
                .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    @Override
    public List<InetAddress> addresses(String name, Family family) {
        return switch (family) {
            case IP4 ->
                find(name, Type.A, ARecord.class).stream()
                        .map(ARecord::getAddress)
                        .toList();
            case IP6 ->
                find(name, Type.AAAA, AAAARecord.class).stream()
                        .map(AAAARecord::getAddress)
                        .toList();
        };
    }

    @Override
    public List<String> mailHosts(String name) {
        return find(name, Type.MX, MXRecord.class).stream()
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .map(MXRecord::getTarget)
                .filter(host -> !host.equals(Name.root)) // RFC 7505 §3
                .map(JamesNames::text)
                .toList();
    }

    @Override
    public List<String> hostNames(InetAddress address) {
        return find(ReverseMap.fromAddress(address), Type.PTR, PTRRecord.class).stream()
                .map(record -> text(record.getTarget()))
                .toList();
    }

    private static String text(Name host) {
        return host.toString(true);
    }

    private <T extends Record> List<T> find(String name, int type, Class<T> kind) {
        return parsed(name).map(asked -> find(asked, type, kind)).orElse(List.of());
    }

    private <T extends Record> List<T> find(Name name, int type, Class<T> kind) {
        return lookup.find(name, type, deadline()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The sooner of both. */
    private Deadline deadline() {
        Deadline own = Deadline.in(patience, nanos);
        return end.filter(common -> common.left().compareTo(own.left()) < 0).orElse(own);
    }

    /** As it is, without any search path. Empty if it cannot be in DNS; dnsjava would make other characters of those beyond ASCII. */
    private static Optional<Name> parsed(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (bare.isEmpty() || bare.chars().anyMatch(c -> c > HIGHEST_ASCII)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Name.fromString(bare.replace("\\", "\\\\") + '.'));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }
}
