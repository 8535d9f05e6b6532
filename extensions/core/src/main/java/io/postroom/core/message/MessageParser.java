package io.postroom.core.message;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.signal.Names;
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

    /**
     * What is to be found out about the message: what is new in its texts, what a person sees of them, and what is odd.
     *
     * @param own names of the inbox that it came to
     * @param firstContact whether its sender was unknown there when it came
     */
    default Reading read(ParsedMessage message, Names own, boolean firstContact) {
        return Reading.of(message, message.html().flatMap(this::readHtml), own, firstContact);
    }
}
