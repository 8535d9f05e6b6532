package io.postroom.james.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a field such as {@code To} (RFC 5322 §3.4), each as {@code Ann <ann@example.com>} or {@code ann@example.com}.
 *
 * <p>mime4j takes the field apart and refuses nothing: groups are dissolved, what is no address is shown as it stands. Semicolons separate
 * as commas do. Two kinds of address javax.mail reads better, and is asked: with the name in a comment, and with an address for a
 * name. A name that needs quotes to be read back has them. Not thread-safe; {@link #parse} is.
 */
final class AddressList {
    static final int MAX_ADDRESSES = 1000;

    /** Octets; javax.mail takes time quadratic in the length of what is opened and not closed. */
    private static final int MAX_ASKED = 1000;

    private static final BitSet SEPARATORS = RawFieldParser.INIT_BITSET(',', ';');
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[<>\\s\\p{Cntrl}]+");
    private static final String NEEDS_QUOTES = "()<>[]:;@\\,\"";

    private final ByteSequence field;
    private final List<String> addresses = new ArrayList<>();

    private AddressList(ByteSequence field) {
        this.field = field;
    }

    /** @param value without encoded words decoded; hardly more than the first {@link #MAX_ADDRESSES} addresses are read */
    static List<String> parse(String value) {
        return new AddressList(ContentUtil.encode(StandardCharsets.UTF_8, EncodedWords.hide(value))).run();
    }

    private List<String> run() {
        FieldCursor cursor = new FieldCursor(field.length());
        while (!cursor.atEnd() && addresses.size() < MAX_ADDRESSES) {
            int start = cursor.getPos();
            if (SEPARATORS.get(field.byteAt(start) & 0xFF)) {
                cursor.updatePos(start + 1);
                continue;
            }
            Address address = LenientAddressParser.DEFAULT.parseAddress(field, cursor, SEPARATORS);
            if (address instanceof Group group) {
                group.getMailboxes().forEach(this::add);
            } else if (address instanceof Mailbox mailbox) {
                add(mailbox, start, cursor.getPos());
            }
        }
        return addresses;
    }

    /** Adds what the octets from {@code start} to {@code end} are, which mime4j reads as {@code mailbox}. */
    private void add(Mailbox mailbox, int start, int end) {
        String text = ContentUtil.decode(StandardCharsets.UTF_8, field, start, Math.min(end - start, MAX_ASKED));
        boolean isNamed = Optional.ofNullable(mailbox.getName())
                .filter(name -> !name.isEmpty())
                .isPresent();
        boolean isDoubtful =
                !isNamed && (text.indexOf('(') >= 0 || mailbox.getAddress().indexOf('<') >= 0);
        if (!isDoubtful || end - start > MAX_ASKED) {
            add(mailbox);
            return;
        }
        try {
            for (InternetAddress better : InternetAddress.parseHeader(text, false)) {
                boolean isCut = better.getAddress().indexOf('@') < 0
                        && mailbox.getAddress().indexOf('@') >= 0;
                add(better.getPersonal(), isCut ? mailbox.getAddress() : better.getAddress());
            }
        } catch (AddressException refused) {
            add(mailbox);
        }
    }

    private void add(Mailbox mailbox) {
        add(mailbox.getName(), mailbox.getAddress());
    }

    private void add(@Nullable String phrase, String written) {
        String name = clean(EncodedWords.decode(
                EncodedWords.show(Optional.ofNullable(phrase).orElse(""))));
        String address = NOT_IN_ADDRESSES.matcher(EncodedWords.show(written)).replaceAll("");
        if (name.isEmpty() && address.indexOf('@') < 0) {
            name = clean(EncodedWords.decode(EncodedWords.show(written)).replaceAll("[<>]", ""));
            address = "";
        }
        if (address.isEmpty() ? !name.isEmpty() : name.isEmpty() || name.equals(address)) {
            addresses.add(address.isEmpty() ? name : address);
        } else if (!address.isEmpty()) {
            addresses.add(quotedIfNeeded(name) + " <" + address + ">");
        }
    }

    /** Control characters, which encoded words can hide, become spaces. */
    private static String clean(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static String quotedIfNeeded(String name) {
        return name.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0)
                ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : name;
    }
}
