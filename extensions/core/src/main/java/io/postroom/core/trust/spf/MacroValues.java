package io.postroom.core.trust.spf;

import io.postroom.core.trust.spf.Macro.Part;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Function;

/**
 * What the letters of macros stand for in one check (RFC 7208 §7.2).
 *
 * @param validatedName the name of the client that is shown for {@code p}, by the domain that is checked
 */
record MacroValues(
        InetAddress client,
        String helo,
        String localPart,
        String senderDomain,
        String receiver,
        Clock clock,
        Function<String, String> validatedName) {
    private static final int LONGEST_NAME = 253; // RFC 7208 §7.3

    /** {@code macro} filled in for a check of {@code domain}, as a name for DNS: short enough, and without a dot at the end. */
    String name(Macro macro, String domain) {
        String name = text(macro, domain);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        while (name.length() > LONGEST_NAME && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return name;
    }

    /** {@code macro} filled in for a check of {@code domain}. */
    String text(Macro macro, String domain) {
        StringBuilder text = new StringBuilder();
        for (Part part : macro.parts()) {
            if (part instanceof Part.Place place) {
                String value = transformed(place, value(place.letter(), domain));
                text.append(place.escaped() ? escaped(value) : value);
            } else if (part instanceof Part.Literal literal) {
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    private String value(char letter, String domain) {
        return switch (letter) {
            case 's' -> localPart + '@' + senderDomain;
            case 'l' -> localPart;
            case 'o' -> senderDomain;
            case 'd' -> domain;
            case 'i' -> dotted();
            case 'p' -> validatedName.apply(domain);
            case 'v' -> isIp4() ? "in-addr" : "ip6";
            case 'h' -> helo;
            case 'c' -> AddressText.readable(client);
            case 'r' -> receiver;
            default -> Long.toString(clock.instant().getEpochSecond()); // t, the last one that is parsed
        };
    }

    private boolean isIp4() {
        return client.getAddress().length == 4;
    }

    /** An IPv6 address as the nibbles that {@code ip6.arpa} has, but from the left. */
    private String dotted() {
        return isIp4()
                ? client.getHostAddress()
                : String.join(
                        ".",
                        HexFormat.of()
                                .withUpperCase()
                                .formatHex(client.getAddress())
                                .split(""));
    }

    private static String transformed(Part.Place place, String value) {
        if (place.most() == 0 && !place.reversed() && place.delimiters().isEmpty()) {
            return value;
        }
        List<String> labels = split(value, place.delimiters().isEmpty() ? "." : place.delimiters());
        if (place.reversed()) {
            Collections.reverse(labels);
        }
        int begin = place.most() == 0 ? 0 : Math.max(0, labels.size() - place.most());
        return String.join(".", labels.subList(begin, labels.size()));
    }

    private static List<String> split(String value, String delimiters) {
        List<String> labels = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(value, delimiters, true);
        StringBuilder label = new StringBuilder();
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            if (token.length() == 1 && delimiters.contains(token)) {
                labels.add(label.toString());
                label.setLength(0);
            } else {
                label.append(token);
            }
        }
        labels.add(label.toString());
        return labels;
    }

    /** RFC 3986 §2.3: all but the unreserved characters. */
    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
