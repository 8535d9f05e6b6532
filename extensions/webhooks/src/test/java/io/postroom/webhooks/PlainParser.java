package io.postroom.webhooks;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads headers without folding and takes all else for the text. */
final class PlainParser implements MessageParser {
    @Override
    public ParsedMessage parse(RawMessage raw) {
        try (InputStream in = raw.open()) {
            String[] halves = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            Map<String, String> headers = new LinkedHashMap<>();
            halves[0]
                    .lines()
                    .forEach(line ->
                            headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
            Envelope envelope = new Envelope(
                    Optional.empty(),
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            return new ParsedMessage(
                    envelope, headers, Optional.of(halves[1]), Optional.empty(), Optional.empty(), List.of(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(RawMessage raw, AttachmentId attachment) {
        return Optional.empty();
    }

    /** Knows no HTML. */
    @Override
    public Optional<HtmlText> readHtml(String html) {
        return Optional.empty();
    }
}
