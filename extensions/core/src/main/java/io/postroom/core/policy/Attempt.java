package io.postroom.core.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who tried to hand mail in. Everything but {@code client} is what a stranger says of itself.
 *
 * @param client the address that the connection came from
 * @param helo what the client called itself; empty if it said nothing
 * @param sender who the envelope names; the empty string for {@code MAIL FROM:<>}
 * @param from what the message names in {@code From}; empty where no message was seen, or it names nobody
 */
public record Attempt(String client, Optional<String> helo, String sender, Optional<String> from) {
    private static final int LONGEST = 320; // of an address, RFC 3696 §3; what is longer is cut
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Attempt {
        client = plain(client);
        helo = helo.map(Attempt::plain).filter(text -> !text.isEmpty());
        sender = plain(sender);
        from = from.map(Attempt::plain).filter(text -> !text.isEmpty());
    }

    /** Without control characters, and of bounded length. */
    static String plain(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ").strip();
        if (plain.length() <= LONGEST) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return plain.substring(0, end);
    }
}
