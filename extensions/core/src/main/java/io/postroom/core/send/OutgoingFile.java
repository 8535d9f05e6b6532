package io.postroom.core.send;

import io.postroom.core.message.Octets;
import java.util.Optional;

/**
 * A file that goes with a message.
 *
 * @param name as the recipient is shown it; empty if it has none
 * @param contentType a media type, parameters allowed; empty to have it guessed from the name
 * @param inline whether it is to be shown within the text
 * @param contentId what the HTML calls it by in {@code cid:} links, without angle brackets; empty if it has none
 */
public record OutgoingFile(
        Optional<String> name,
        Optional<String> contentType,
        boolean inline,
        Optional<String> contentId,
        Octets content) {}
