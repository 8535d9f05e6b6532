package io.postroom.core.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the header of a message says of itself, decoded; malformed mail leaves gaps, never an exception.
 *
 * @param from as written, {@code Ann <ann@example.com>}; the empty string if there is none
 * @param subject without white space at its end; empty if there is none or nothing is left
 * @param references oldest first, ids that cannot be read left out, at most the last {@link #MAX_REFERENCES}
 */
public record Envelope(
        Optional<MessageId> messageId,
        String from,
        List<String> replyTo,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        Optional<String> subject,
        Optional<MessageId> inReplyTo,
        List<MessageId> references) {
    public static final int MAX_REFERENCES = 50;

    public Envelope {
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        references =
                List.copyOf(references.subList(Math.max(0, references.size() - MAX_REFERENCES), references.size()));
    }

    /** The messages this one answers, the nearest first, each once. */
    public List<MessageId> ancestors() {
        LinkedHashSet<MessageId> nearestFirst = new LinkedHashSet<>();
        inReplyTo.ifPresent(nearestFirst::add);
        for (int i = references.size() - 1; i >= 0; i--) {
            nearestFirst.add(references.get(i));
        }
        return List.copyOf(nearestFirst);
    }
}
