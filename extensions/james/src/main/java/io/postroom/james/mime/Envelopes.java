package io.postroom.james.mime;

import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a header says of its message. */
final class Envelopes {
    private static final int MAX_SUBJECT = 2000;

    private Envelopes() {}

    static Envelope of(PartHeader header) {
        return new Envelope(
                ids(header, "Message-ID").findFirst(),
                addresses(header, "From").stream().findFirst().orElse(""),
                addresses(header, "Reply-To"),
                addresses(header, "To"),
                addresses(header, "Cc"),
                addresses(header, "Bcc"),
                header.first("Subject").map(field -> shortened(field.text())).filter(subject -> !subject.isEmpty()),
                ids(header, "In-Reply-To").findFirst(),
                ids(header, "References").toList());
    }

    /** Every field by its name as first written, decoded; several fields of one name as several lines. */
    static Map<String, String> headers(PartHeader header) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, StringBuilder> values = new LinkedHashMap<>();
        for (HeaderField field : header.fields()) {
            String name = names.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), n -> field.name());
            StringBuilder value = values.get(name);
            if (value == null) {
                values.put(name, new StringBuilder(field.text()));
            } else {
                value.append('\n').append(field.text());
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        values.forEach((name, value) -> headers.put(name, value.toString()));
        return headers;
    }

    private static List<String> addresses(PartHeader header, String name) {
        return header.all(name).stream()
                .flatMap(field -> AddressList.parse(field.value()).stream())
                .limit(AddressList.MAX_ADDRESSES)
                .toList();
    }

    private static Stream<MessageId> ids(PartHeader header, String name) {
        return header.all(name).stream().flatMap(field -> MessageIds.in(field.value()));
    }

    private static String shortened(String subject) {
        if (subject.length() <= MAX_SUBJECT) {
            return subject;
        }
        boolean cutsPair = Character.isHighSurrogate(subject.charAt(MAX_SUBJECT - 1));
        return subject.substring(0, cutsPair ? MAX_SUBJECT - 1 : MAX_SUBJECT);
    }
}
