package io.postroom.core.trust.spf;

import io.postroom.core.trust.Peer;
import io.postroom.core.trust.spf.Macro.Part;
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
 * What the letters of macros stand for in one check (RFC 7208 §7.2). Macros may become {@value #MOST_CHARACTERS} characters together in one
 * check; records are written by strangers, and could keep a processor busy for hours else. Not thread-safe.
 */
final class MacroValues {
    private static final int LONGEST_NAME = 253; // RFC 7208 §7.3
    private static final int MOST_CHARACTERS =
            50_000; // ten names, and as much again for an explanation, are a tenth of it

    private final Peer peer;
    private final Sender sender;
    private final String receiver;
    private final Clock clock;
    private final Function<String, String> validatedName;
    private int characters;

    /** The address that is checked, at its at sign. */
    record Sender(String localPart, String domain) {}

    /** @param validatedName the name of the client that is shown for {@code p}, by the domain that is checked */
    MacroValues(Peer peer, Sender sender, String receiver, Clock clock, Function<String, String> validatedName) {
        this.peer = peer;
        this.sender = sender;
        this.receiver = receiver;
        this.clock = clock;
        this.validatedName = validatedName;
    }

    /**
     * {@code macro} filled in for a check of {@code domain}, as a name for DNS: short enough, and without a dot at the end. Throws {@link
     * SpfException} where macros have become too long.
     */
    String name(Macro macro, String domain) {
        String name = text(macro, domain);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        int dot = name.indexOf('.', Math.max(0, name.length() - LONGEST_NAME - 1));
        return name.length() > LONGEST_NAME && dot >= 0 ? name.substring(dot + 1) : name;
    }

    /** {@code macro} filled in for a check of {@code domain}. Throws as {@link #name}. */
    String text(Macro macro, String domain) {
        StringBuilder text = new StringBuilder();
        for (Part part : macro.parts()) {
            if (part instanceof Part.Place place) {
                String value = value(place.letter(), domain);
                count(value);
                String transformed = transformed(place, value);
                text.append(place.escaped() ? escaped(transformed) : transformed);
            } else if (part instanceof Part.Literal literal) {
                count(literal.text());
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    private void count(String piece) {
        characters += piece.length() + 1;
        if (characters > MOST_CHARACTERS) {
            throw SpfException.permanent("macros of more than " + MOST_CHARACTERS + " characters");
        }
    }

    private String value(char letter, String domain) {
        return switch (letter) {
            case 's' -> sender.localPart() + '@' + sender.domain();
            case 'l' -> sender.localPart();
            case 'o' -> sender.domain();
            case 'd' -> domain;
            case 'i' -> dotted();
            case 'p' -> validatedName.apply(domain);
            case 'v' -> isIp4() ? "in-addr" : "ip6";
            case 'h' -> peer.helo();
            case 'c' -> AddressText.readable(peer.client());
            case 'r' -> receiver;
            default -> Long.toString(clock.instant().getEpochSecond()); // t, the last one that is parsed
        };
    }

    private boolean isIp4() {
        return peer.client().getAddress().length == 4;
    }

    /** An IPv6 address as the nibbles that {@code ip6.arpa} has, but from the left. */
    private String dotted() {
        return isIp4()
                ? peer.client().getHostAddress()
                : String.join(
                        ".",
                        HexFormat.of()
                                .withUpperCase()
                                .formatHex(peer.client().getAddress())
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
