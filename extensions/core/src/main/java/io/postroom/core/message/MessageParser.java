package io.postroom.core.message;

import io.postroom.core.extract.Extraction;
import io.postroom.core.extract.HtmlText;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes raw messages apart. Bad input is never an exception: what can be read is returned, see {@link ParsedMessage#malformed()}.
 *
 * <p>Limits: 100 levels of nesting, 1,000 parts, 1 MB of header. Thread-safe.
 */
public interface MessageParser {
    /** Everything but the contents of attachments. Throws {@link java.io.UncheckedIOException} if {@code raw} cannot be read. */
    ParsedMessage parse(RawMessage raw);

    /** The decoded contents of one attachment; empty if the message has none of this id. The caller closes the stream. */
    Optional<InputStream> open(RawMessage raw, AttachmentId attachment);

    /** The HTML of a message taken apart; empty if it is too large or too intricate for that. */
    Optional<HtmlText> readHtml(String html);

    /** What is new in the texts of the message. */
    default Extraction extract(ParsedMessage message) {
        Optional<HtmlText> html = message.html().flatMap(this::readHtml);
        return Extraction.of(message.envelope().subject(), message.text(), html, message.isReport());
    }
}
