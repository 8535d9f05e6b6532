package io.postroom.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes apart what proxies write of those who asked them, nearest to the client first. What cannot be read is a hop without an address. */
final class ForwardedHops {
    /** RFC 7239 §4: an element's pairs, whose values may be quoted and then have any character. */
    private static final Pattern PAIR =
            Pattern.compile("\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\",;]*)\\s*(?:([,;])|$)");

    private static final String NONE = "";

    private ForwardedHops() {}

    /** {@code X-Forwarded-For}: addresses with commas between them, over any number of lines. */
    static List<String> ofList(List<String> lines) {
        List<String> hops = new ArrayList<>();
        for (String line : lines) {
            for (String hop : line.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** {@code Forwarded} (RFC 7239): the {@code for} of each element. */
    static List<String> ofForwarded(List<String> lines) {
        List<String> hops = new ArrayList<>();
        lines.forEach(line -> add(line, hops));
        return hops;
    }

    private static void add(String line, List<String> hops) {
        Matcher pair = PAIR.matcher(line);
        String address = NONE;
        int end = 0;
        while (end < line.length()) {
            if (!pair.find(end) || pair.start() != end) {
                hops.add(NONE); // the rest is unreadable: nothing nearer to the client is believed
                return;
            }
            if (pair.group(1).equalsIgnoreCase("for")) {
                address = unquoted(pair.group(2));
            }
            end = pair.end();
            if (",".equals(pair.group(3))) {
                hops.add(address);
                address = NONE;
            }
        }
        hops.add(address);
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }
}
