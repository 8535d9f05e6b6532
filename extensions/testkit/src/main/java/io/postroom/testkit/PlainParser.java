package io.postroom.testkit;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of a header and one text in UTF-8, for tests that are not about MIME: no encoded words, files only as {@link PlainComposer}
 * writes them. A header line
 * without a colon makes a message malformed. Thread-safe.
 */
public final class PlainParser implements MessageParser {
    private static final String FILE = "X-File: ";

    @Override
    public ParsedMessage parse(RawMessage raw) {
        String all = read(raw).replace("\r\n", "\n");
        int end = all.indexOf("\n\n");
        String[] lines = (end < 0 ? all : all.substring(0, end)).split("\n");
        String text = end < 0 ? "" : all.substring(end + 2).strip();
        Map<String, String> headers = new LinkedHashMap<>();
        boolean malformed = false;
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + "\n" + other);
            } else {
                malformed = true;
            }
        }
        Optional<String> body = Optional.of(text).filter(value -> !value.isEmpty());
        Optional<String> preview =
                body.map(value -> value.substring(0, Math.min(value.length(), ParsedMessage.MAX_PREVIEW))
                        .replace('\n', ' '));
        return new ParsedMessage(envelope(headers), headers, body, Optional.empty(), preview, files(lines), malformed);
    }

    private static Envelope envelope(Map<String, String> headers) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(headers);
        return new Envelope(
                id(fields.get("Message-ID")),
                fields.getOrDefault("From", ""),
                people(fields.get("Reply-To")),
                people(fields.get("To")),
                people(fields.get("Cc")),
                people(fields.get("Bcc")),
                Optional.ofNullable(fields.get("Subject")).filter(subject -> !subject.isEmpty()),
                id(fields.get("In-Reply-To")),
                Arrays.stream(fields.getOrDefault("References", "").split("\\s+"))
                        .map(MessageId::tryParse)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<MessageId> id(@Nullable String field) {
        return Optional.ofNullable(field).flatMap(MessageId::tryParse);
    }

    private static List<String> people(@Nullable String field) {
        return field == null ? List.of() : List.of(field.split("\\s*,\\s*"));
    }

    private static String read(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Attachment> files(String[] lines) {
        List<Attachment> files = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(FILE)) {
                String[] parts = parts(line);
                files.add(new Attachment(
                        new AttachmentId(String.valueOf(files.size() + 2)),
                        filled(parts[0]),
                        contents(parts).length,
                        filled(parts[1]),
                        parts[2].equals("inline"),
                        filled(parts[3])));
            }
        }
        return files;
    }

    private static String[] parts(String line) {
        return line.substring(FILE.length()).split("\\|", -1);
    }

    private static byte[] contents(String[] parts) {
        return Base64.getDecoder().decode(parts[4]);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<InputStream> open(RawMessage raw, AttachmentId attachment) {
        List<String> files = read(raw)
                .replace("\r\n", "\n")
                .split("\n\n", 2)[0]
                .lines()
                .filter(line -> line.startsWith(FILE))
                .toList();
        int index = Integer.parseInt(attachment.value()) - 2;
        return index < files.size()
                ? Optional.of(new ByteArrayInputStream(contents(parts(files.get(index)))))
                : Optional.empty();
    }

    /** Knows no HTML. */
    @Override
    public Optional<HtmlText> readHtml(String html) {
        return Optional.empty();
    }
}
