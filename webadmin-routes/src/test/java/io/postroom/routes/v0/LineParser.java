package io.postroom.routes.v0;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads messages of unfolded header lines and a plain text. A field {@code X-Attachment: name|type|contents} stands for an attachment.
 */
final class LineParser implements MessageParser {
    private static final String ATTACHMENT = "X-Attachment";

    @Override
    public ParsedMessage parse(RawMessage raw) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<Attachment> attachments = new ArrayList<>();
        String[] halves = text(raw).split("\r\n\r\n", 2);
        for (String line : halves[0].split("\r\n")) {
            String[] field = line.split(": ", 2);
            headers.put(field[0], field[1]);
            if (field[0].equals(ATTACHMENT)) {
                attachments.add(attachment(field[1], attachments.size() + 2));
            }
        }
        String body = halves[1].trim();
        return new ParsedMessage(
                envelope(headers),
                headers,
                Optional.of(body),
                Optional.empty(),
                Optional.of(body.substring(0, Math.min(body.length(), ParsedMessage.MAX_PREVIEW))),
                attachments,
                false);
    }

    private static Attachment attachment(String value, int part) {
        String[] fields = value.split("\\|", -1);
        return new Attachment(
                new AttachmentId(String.valueOf(part)),
                Optional.of(fields[0]).filter(name -> !name.isEmpty()),
                fields[2].length(),
                Optional.of(fields[1]),
                false,
                Optional.empty());
    }

    private static Envelope envelope(Map<String, String> headers) {
        Optional<MessageId> parent =
                Optional.ofNullable(headers.get("In-Reply-To")).flatMap(MessageId::tryParse);
        return new Envelope(
                Optional.ofNullable(headers.get("Message-ID")).flatMap(MessageId::tryParse),
                headers.getOrDefault("From", ""),
                List.of(),
                List.of(headers.getOrDefault("To", "")),
                List.of(),
                List.of(),
                Optional.ofNullable(headers.get("Subject")),
                parent,
                references(headers, parent));
    }

    private static List<MessageId> references(Map<String, String> headers, Optional<MessageId> parent) {
        return Optional.ofNullable(headers.get("References"))
                .map(ids -> Stream.of(ids.split(" ", -1)).map(MessageId::new).toList())
                .orElse(parent.stream().toList());
    }

    @Override
    public Optional<InputStream> open(RawMessage raw, AttachmentId attachment) {
        int part = 2;
        for (String line : text(raw).split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.startsWith(ATTACHMENT + ": ") && String.valueOf(part++).equals(attachment.value())) {
                byte[] contents = line.substring(line.lastIndexOf('|') + 1).getBytes(StandardCharsets.UTF_8);
                return Optional.of(new ByteArrayInputStream(contents));
            }
        }
        return Optional.empty();
    }

    private static String text(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Knows no HTML. */
    @Override
    public Optional<HtmlText> readHtml(String html) {
        return Optional.empty();
    }
}
