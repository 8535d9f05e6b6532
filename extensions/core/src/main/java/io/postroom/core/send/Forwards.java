package io.postroom.core.send;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.Octets;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a message into another one: its texts below those of the forwarder, its files behind theirs. Thread-safe. */
final class Forwards {
    private static final Pattern FORWARDED = Pattern.compile("(?i)fwd?\\s*:.*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MessageParser parser;

    /** How a message stands to the one that is forwarded in it. */
    enum Kind {
        /** It goes on with its thread. */
        WITHIN,
        /** It begins a thread; texts of its own stand for those of the other. */
        APART
    }

    Forwards(MessageParser parser) {
        this.parser = parser;
    }

    private static String subject(Message original) {
        String subject = original.envelope().subject().orElse("");
        return FORWARDED.matcher(subject).lookingAt() ? subject : ("Fwd: " + subject).strip();
    }

    /** The caller's own contents with the original's below and behind; throws {@link UncheckedIOException} if {@code raw} cannot be read. */
    Content whole(Content own, Message original, RawMessage raw) {
        return whole(own, original, raw, Kind.WITHIN);
    }

    /** As {@link #whole(Content, Message, RawMessage)}, for a message that stands so to the original. */
    Content whole(Content own, Message original, RawMessage raw, Kind kind) {
        ParsedMessage parsed = parser.parse(raw);
        boolean instead =
                kind == Kind.APART && (own.text().isPresent() || own.html().isPresent());
        Content merged =
                instead ? own.with(own.text(), own.html(), files(parsed, raw)) : merged(own, original, parsed, raw);
        return merged.subject().isPresent() ? merged : merged.withSubject(subject(original));
    }

    private Content merged(Content content, Message original, ParsedMessage parsed, RawMessage raw) {
        Optional<String> html = parsed.html().isPresent() || content.html().isPresent()
                ? Optional.of(html(content, original, parsed))
                : Optional.empty();
        return content.with(Optional.of(text(content, original, parsed)), html, files(parsed, raw));
    }

    private static String text(Content content, Message original, ParsedMessage parsed) {
        StringBuilder text = new StringBuilder();
        content.text().ifPresent(own -> text.append(own).append("\n\n"));
        text.append("---------- Forwarded message ---------\n");
        description(original).forEach(line -> text.append(line).append('\n'));
        return text.append('\n').append(parsed.text().orElse("")).toString();
    }

    private static String html(Content content, Message original, ParsedMessage parsed) {
        StringBuilder html = new StringBuilder();
        html.append(content.html()
                .orElseGet(() -> content.text().map(Forwards::asHtml).orElse("")));
        html.append("<br><br><div>---------- Forwarded message ---------<br>");
        description(original).forEach(line -> html.append(escaped(line)).append("<br>"));
        html.append("</div><br>");
        return html.append(parsed.html()
                        .orElseGet(() -> parsed.text().map(Forwards::asHtml).orElse("")))
                .toString();
    }

    private static List<String> description(Message original) {
        Envelope envelope = original.envelope();
        List<String> lines = new ArrayList<>();
        lines.add("From: " + envelope.from());
        lines.add("Date: " + DATE.format(original.timestamp()));
        lines.add("Subject: " + envelope.subject().orElse(""));
        lines.add("To: " + String.join(", ", envelope.to()));
        if (!envelope.cc().isEmpty()) {
            lines.add("Cc: " + String.join(", ", envelope.cc()));
        }
        return lines;
    }

    private static String asHtml(String text) {
        return escaped(text).replace("\r\n", "\n").replace("\n", "<br>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private List<OutgoingFile> files(ParsedMessage parsed, RawMessage raw) {
        return parsed.attachments().stream()
                .map(attachment -> file(attachment, raw))
                .toList();
    }

    private OutgoingFile file(Attachment attachment, RawMessage raw) {
        return OutgoingFile.of(
                attachment,
                parser.open(raw, attachment.id()).map(Forwards::read).orElseGet(() -> new Octets(new byte[0])));
    }

    private static Octets read(InputStream content) {
        try (content) {
            return new Octets(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
