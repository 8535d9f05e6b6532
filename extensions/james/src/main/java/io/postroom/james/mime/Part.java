package io.postroom.james.mime;

import io.postroom.core.message.AttachmentId;
import java.util.Optional;

/**
 * A part that has no parts.
 *
 * @param id its number (RFC 9051 §6.4.5.1): {@code 1} for a message without parts, else {@code 1}, {@code 2.1}, …
 * @param type the media type in lower case, a default where the header names none (RFC 2045 §5.2, RFC 2046 §5.1.5)
 * @param parentType the media type of the part it is in; empty for a message without parts
 */
record Part(
        AttachmentId id,
        PartHeader header,
        FieldParameters contentType,
        FieldParameters disposition,
        String type,
        Optional<String> parentType) {
    private static final String FIRST = "1";

    boolean isFirstOfItsParent() {
        return id.value().equals(FIRST) || id.value().endsWith("." + FIRST);
    }

    /** The name given to the part, cleaned; RFC 2183 §2.3, or else the older parameter of {@code Content-Type}. */
    Optional<String> filename() {
        return disposition
                .parameter("filename")
                .or(() -> contentType.parameter("name"))
                .flatMap(FileNames::sanitize);
    }

    /** The id by which other parts refer to this one (RFC 2392), without angle brackets. */
    Optional<String> contentId() {
        return header.first("Content-ID")
                .map(field -> field.value().replaceAll("[<>\\s\\p{Cntrl}]", ""))
                .filter(id -> !id.isEmpty() && id.length() <= LineReader.MAX_PIECE);
    }

    Optional<String> declaredType() {
        return contentType.word().isEmpty() ? Optional.empty() : Optional.of(type);
    }
}
