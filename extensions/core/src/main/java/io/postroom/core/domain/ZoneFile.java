package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import java.util.ArrayList;
import java.util.List;

/** The records of a domain as a file that name servers read (RFC 1035 §5). */
public final class ZoneFile {
    private static final int TTL_SECONDS = 3600;
    private static final int STRING_OCTETS = 255; // RFC 1035 §3.3: a character-string has one octet for its length

    private ZoneFile() {}

    /** Text in US-ASCII with every name written out, so that it can be appended to a zone that exists. */
    public static String of(MailDomain domain, List<VerificationRecord> records) {
        StringBuilder text = new StringBuilder();
        text.append("; ").append(domain).append('\n');
        text.append("$TTL ").append(TTL_SECONDS).append('\n');
        records.forEach(record -> text.append(record.name())
                .append(". IN ")
                .append(record.purpose().type())
                .append(' ')
                .append(data(record))
                .append('\n'));
        return text.toString();
    }

    private static String data(VerificationRecord record) {
        return record.priority()
                .map(priority -> priority + " " + record.value() + ".")
                .orElseGet(() -> strings(record));
    }

    /** RFC 6376 §3.6.2.2 and RFC 7208 §3.3: a long text is several strings, put together without anything between. */
    private static String strings(VerificationRecord record) {
        String value = record.value();
        List<String> strings = new ArrayList<>();
        for (int begin = 0; begin < value.length(); begin += STRING_OCTETS) {
            String part = value.substring(begin, Math.min(value.length(), begin + STRING_OCTETS));
            strings.add('"' + part.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return String.join(" ", strings);
    }
}
