package io.postroom.testkit;

import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.send.Address;
import io.postroom.core.send.Composer;
import io.postroom.core.send.Letter;
import io.postroom.core.send.OutgoingFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes letters as {@link PlainParser} reads them: a header in UTF-8 and the plain text, each file a field
 * {@code X-File: name|type|disposition|content id|contents in base64}. Thread-safe.
 */
public final class PlainComposer implements Composer {
    @Override
    public Octets compose(Letter letter) {
        StringBuilder lines = new StringBuilder();
        field(lines, "Message-ID", letter.id().value());
        field(lines, "From", letter.from().toString());
        field(lines, "To", letter.recipients().to());
        field(lines, "Cc", letter.recipients().cc());
        field(lines, "Bcc", letter.recipients().bcc());
        field(lines, "Reply-To", letter.content().replyTo());
        letter.content().subject().ifPresent(subject -> field(lines, "Subject", subject));
        List<MessageId> references = letter.references();
        if (letter.answers()) {
            field(lines, "In-Reply-To", references.get(references.size() - 1).value());
        }
        if (!references.isEmpty()) {
            field(lines, "References", references.stream().map(MessageId::value).collect(Collectors.joining(" ")));
        }
        letter.content().headers().forEach((name, value) -> field(lines, name, value));
        letter.content().files().forEach(file -> field(lines, "X-File", text(file)));
        String text = letter.content().text().orElse("");
        return new Octets((lines + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(OutgoingFile file) {
        return String.join(
                "|",
                file.name().orElse(""),
                file.contentType().orElse(""),
                file.inline() ? "inline" : "attachment",
                file.contentId().orElse(""),
                Base64.getEncoder().encodeToString(file.content().toArray()));
    }

    private static void field(StringBuilder lines, String name, List<Address> addresses) {
        if (!addresses.isEmpty()) {
            field(lines, name, addresses.stream().map(Address::toString).collect(Collectors.joining(", ")));
        }
    }

    private static void field(StringBuilder lines, String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }
}
