package io.postroom.james.send;

import io.postroom.core.send.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.mail.internet.MimeUtility;
import org.apache.james.mime4j.codec.EncoderUtil;

/**
 * Writes text into header fields so that a reader gets exactly that text: as it is where that is safe, else as encoded words (RFC 2047).
 *
 * <p>Safe is less than the grammar allows: what folding (RFC 5322 §2.2.3) could change, and what looks like an encoded word already, is
 * encoded too.
 */
final class HeaderText {
    private static final Pattern SAFE = Pattern.compile("[!-~]{1,70}( [!-~]{1,70})*");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9]{1,60}( [A-Za-z0-9]{1,60})*");

    private HeaderText() {}

    /** The value of an unstructured field, folded. */
    static String field(String name, String text) {
        boolean safe = text.isEmpty() || (SAFE.matcher(text).matches() && !text.contains("=?"));
        return folded(name, safe ? text : encoded(text, EncoderUtil.Usage.TEXT_TOKEN));
    }

    /** The value of a field of addresses, folded. */
    static String field(String name, List<Address> addresses) {
        return folded(name, addresses.stream().map(HeaderText::address).collect(Collectors.joining(", ")));
    }

    /** A value that needs no encoding. */
    static String folded(String name, String value) {
        return MimeUtility.fold(name.length() + 2, value);
    }

    private static String address(Address address) {
        return address.name()
                .map(name -> phrase(name) + " <" + address.mailbox() + ">")
                .orElse(address.mailbox());
    }

    /** RFC 5322 §3.2.5. */
    private static String phrase(String name) {
        return ATOMS.matcher(name).matches() ? name : encoded(name, EncoderUtil.Usage.WORD_ENTITY);
    }

    private static String encoded(String text, EncoderUtil.Usage usage) {
        return EncoderUtil.encodeEncodedWord(text, usage, 0, StandardCharsets.UTF_8, EncoderUtil.Encoding.B);
    }
}
