package io.postroom.core.trust.spf;

import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.NameService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The zone data of the test suite of openspf.org, with its words for what goes wrong. */
final class ZoneNames implements NameService {
    private static final String TIMEOUT = "TIMEOUT";

    private final Map<String, List<?>> zone = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int textsAsked;

    ZoneNames(Map<?, ?> data) {
        data.forEach((name, records) -> zone.put(name.toString(), (List<?>) records));
    }

    private List<Object> find(String name, String type) {
        if (!zone.containsKey(name)) {
            if (name.startsWith("error.")) {
                throw timeout();
            }
            return List.of();
        }
        List<Object> found = new ArrayList<>();
        boolean answered = false;
        for (Object entry : zone.get(name)) {
            if (entry.equals(TIMEOUT)) {
                if (!answered) {
                    throw timeout();
                }
                return found;
            }
            for (Map.Entry<?, ?> record : ((Map<?, ?>) entry).entrySet()) {
                if (record.getKey().equals("CNAME")) {
                    return find(record.getValue().toString(), type);
                }
                if (record.getKey().equals(type) && !record.getValue().equals("NONE")) {
                    answered = true;
                    if (record.getValue().equals(TIMEOUT)) {
                        throw timeout();
                    }
                    found.add(record.getValue());
                }
            }
        }
        return found;
    }

    /** The suite writes records as of type SPF; unless there is a TXT they stand for TXT too, which is all that RFC 7208 knows. */
    private List<Object> findTexts(String name) {
        for (Object entry : zone.getOrDefault(name, List.of())) {
            if (entry instanceof Map<?, ?> record && record.containsKey("CNAME")) {
                return findTexts(record.get("CNAME").toString());
            }
        }
        boolean own = zone.getOrDefault(name, List.of()).stream()
                .anyMatch(entry -> entry instanceof Map<?, ?> record && record.containsKey("TXT"));
        return find(name, own ? "TXT" : "SPF");
    }

    private static UncheckedIOException timeout() {
        return new UncheckedIOException(new IOException(TIMEOUT));
    }

    @Override
    public List<String> texts(String name) {
        textsAsked++;
        return findTexts(name).stream()
                .map(value -> value instanceof List<?> strings
                        ? strings.stream().map(Object::toString).collect(Collectors.joining())
                        : value.toString())
                .toList();
    }

    @Override
    public List<InetAddress> addresses(String name, Family family) {
        return find(name, family == Family.IP4 ? "A" : "AAAA").stream()
                .map(value -> FakeNames.parse(value.toString()))
                .toList();
    }

    @Override
    public List<String> mailHosts(String name) {
        return find(name, "MX").stream()
                .map(value -> (List<?>) value)
                .sorted(Comparator.comparingInt(
                        value -> Integer.parseInt(value.get(0).toString())))
                .map(value -> value.get(1).toString())
                .filter(host -> !host.isEmpty())
                .toList();
    }

    @Override
    public List<String> hostNames(InetAddress address) {
        return find(reverse(address), "PTR").stream().map(Object::toString).toList();
    }

    private static String reverse(InetAddress address) {
        byte[] octets = address.getAddress();
        List<String> labels = octets.length == 4
                ? Arrays.asList(address.getHostAddress().split("\\."))
                : Arrays.asList(HexFormat.of().formatHex(octets).split(""));
        StringBuilder name = new StringBuilder();
        for (int i = labels.size() - 1; i >= 0; i--) {
            name.append(labels.get(i)).append('.');
        }
        return name.append(octets.length == 4 ? "in-addr" : "ip6")
                .append(".arpa")
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
