package io.postroom.james.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of a field such as {@code To} (RFC 5322 §3.4), each as {@code Ann <ann@example.com>} or {@code ann@example.com}.
 *
 * <p>Lenient: semicolons separate as commas do, groups are dissolved, a comment names an address that has no other name, and what is
 * no address is shown as it stands. A name that needs quotes to be read back has them.
 */
final class AddressList {
    static final int MAX_LENGTH = 64 * 1024;
    private static final String NEEDS_QUOTES = "()<>[]:;@\\,\"";

    private final String text;
    private final List<String> addresses = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private boolean quoted;
    private boolean inAngle;
    private int commentDepth;

    private AddressList(String text) {
        this.text = text;
    }

    /** @param value without encoded words decoded; only the first {@link #MAX_LENGTH} characters are read */
    static List<String> parse(String value) {
        return new AddressList(value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value).run();
    }

    private List<String> run() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || commentDepth > 0) && i + 1 < text.length()) {
                current().append(text.charAt(++i));
            } else if (quoted) {
                takeQuoted(c);
            } else if (commentDepth > 0) {
                takeComment(c);
            } else if (inAngle) {
                takeAngle(c);
            } else {
                takePlain(c);
            }
        }
        finish();
        return addresses;
    }

    private StringBuilder current() {
        return commentDepth > 0 ? comment : inAngle ? angle : phrase;
    }

    private void takeQuoted(char c) {
        if (c == '"') {
            quoted = false;
        } else {
            current().append(c);
        }
    }

    private void takeComment(char c) {
        commentDepth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (commentDepth > 0) {
            comment.append(c);
        }
    }

    private void takeAngle(char c) {
        if (c == '>') {
            inAngle = false;
        } else if (c == '"') {
            quoted = true;
        } else {
            angle.append(c);
        }
    }

    private void takePlain(char c) {
        switch (c) {
            case '"' -> quoted = true;
            case '(' -> commentDepth = 1;
            case '<' -> {
                inAngle = true;
                angle.setLength(0);
            }
            case ',', ';' -> finish();
            case ':' -> {
                if (angle.isEmpty() && phrase.indexOf("@") < 0) {
                    reset(); // RFC 5322 §3.4: what stood before is the name of a group
                } else {
                    phrase.append(c);
                }
            }
            default -> phrase.append(c);
        }
    }

    private void finish() {
        String name = clean(EncodedWords.decode(phrase.toString()));
        String address = angle.isEmpty() ? "" : addressIn(angle.toString());
        if (address.isEmpty() && phrase.indexOf("@") >= 0) {
            address = addressIn(phrase.toString());
            name = "";
        }
        if (name.isEmpty() && !address.isEmpty()) {
            name = clean(EncodedWords.decode(comment.toString()));
        }
        if (!address.isEmpty()) {
            addresses.add(
                    name.isEmpty() || name.equals(address) ? address : quotedIfNeeded(name) + " <" + address + ">");
        } else if (!name.isEmpty()) {
            addresses.add(name);
        }
        reset();
    }

    private void reset() {
        phrase.setLength(0);
        angle.setLength(0);
        comment.setLength(0);
        inAngle = false;
        quoted = false;
        commentDepth = 0;
    }

    /** The address without white space and, RFC 5322 §4.4, without the route that once could stand before it. */
    private static String addressIn(String content) {
        StringBuilder address = new StringBuilder(content.length());
        content.chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c) && c != '<' && c != '>')
                .forEach(c -> address.append((char) c));
        int routeEnd = address.indexOf(":");
        return address.indexOf("@") == 0 && routeEnd > 0 ? address.substring(routeEnd + 1) : address.toString();
    }

    private static String clean(String name) {
        StringBuilder cleaned = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean space = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!space) {
                cleaned.append(c);
            } else if (!cleaned.isEmpty() && cleaned.charAt(cleaned.length() - 1) != ' ') {
                cleaned.append(' ');
            }
        }
        return cleaned.toString().strip();
    }

    private static String quotedIfNeeded(String name) {
        return name.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0)
                ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : name;
    }
}
