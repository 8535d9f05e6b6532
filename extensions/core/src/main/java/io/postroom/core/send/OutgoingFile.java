package io.postroom.core.send;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.Octets;
import java.net.URI;
import java.util.Optional;

/**
 * A file that goes with a message.
 *
 * @param name as the recipient is shown it; empty if it has none
 * @param contentType a media type, parameters allowed; empty to have it guessed
 * @param inline whether it is to be shown within the text
 * @param contentId what the HTML calls it by in {@code cid:} links, without angle brackets; empty if it has none
 */
public record OutgoingFile(
        Optional<String> name,
        Optional<String> contentType,
        boolean inline,
        Optional<String> contentId,
        Source source) {

    /** Where the contents of a file come from. */
    public sealed interface Source {
        /** They came with the request. */
        record Given(Octets octets) implements Source {}

        /** They are to be fetched, by http or https; see {@link Links}. */
        record Link(URI url) implements Source {}
    }

    /** A file whose contents came with the request. */
    public OutgoingFile(
            Optional<String> name,
            Optional<String> contentType,
            boolean inline,
            Optional<String> contentId,
            Octets content) {
        this(name, contentType, inline, contentId, new Source.Given(content));
    }

    /** A file of another message. What others wrote may be no name, no type and no id that we would write. */
    public static OutgoingFile of(Attachment attachment, Octets content) {
        return new OutgoingFile(
                attachment.filename().map(ContentRules::fileName),
                attachment.contentType().filter(ContentRules::isMediaType),
                attachment.inline(),
                attachment.contentId().filter(ContentRules::isContentId),
                content);
    }

    /** @throws IllegalStateException if they are still to be fetched */
    public Octets content() {
        if (source instanceof Source.Given given) {
            return given.octets();
        }
        throw new IllegalStateException("not fetched yet");
    }
}
