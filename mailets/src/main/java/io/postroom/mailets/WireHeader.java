package io.postroom.mailets;

import java.util.Collections;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.jdkim.api.Headers;

/**
 * The header of a mail as the next server gets it: CRLF at the end of lines, and a question mark for each octet that is not US-ASCII, as
 * James writes them.
 */
final class WireHeader implements Headers {
    private final List<String> fields;

    WireHeader(MimeMessage message) throws MessagingException {
        fields = Collections.list(message.getAllHeaderLines()).stream()
                .map(line -> line.replaceAll("\r\n|\r|\n", "\r\n").replaceAll("[^\\x00-\\x7f]", "?"))
                .toList();
    }

    @Override
    public List<String> getFields() {
        return fields;
    }

    @Override
    public List<String> getFields(String name) {
        return fields.stream().filter(field -> isNamed(field, name)).toList();
    }

    private static boolean isNamed(String field, String name) {
        int colon = field.indexOf(':');
        return colon >= 0 && field.substring(0, colon).strip().equalsIgnoreCase(name);
    }
}
