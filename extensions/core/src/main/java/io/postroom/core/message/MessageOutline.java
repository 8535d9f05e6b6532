package io.postroom.core.message;

import java.util.List;
import java.util.Optional;

/**
 * What the row of a message is made of: a {@link ParsedMessage} without its texts and headers.
 *
 * @param preview see {@link ParsedMessage#preview()}
 * @param malformed see {@link ParsedMessage#malformed()}
 */
public record MessageOutline(
        Envelope envelope, Optional<String> preview, List<Attachment> attachments, boolean malformed) {
    public MessageOutline {
        attachments = List.copyOf(attachments);
    }
}
