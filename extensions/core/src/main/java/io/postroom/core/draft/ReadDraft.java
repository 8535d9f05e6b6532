package io.postroom.core.draft;

import io.postroom.core.error.RefusedException;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.Octets;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Composition;
import io.postroom.core.send.Content;
import io.postroom.core.send.OutgoingFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A draft as its mail has it.
 *
 * @param outline with ids of attachments as a {@link Draft} has them
 * @param parts from these ids to the parser's
 */
record ReadDraft(
        RawMessage raw,
        MessageParser parser,
        MessageOutline outline,
        Optional<String> text,
        Optional<String> html,
        Map<AttachmentId, AttachmentId> parts,
        Optional<DraftMark> mark,
        Optional<MessageId> forwarded) {

    Optional<MessageId> messageId() {
        return outline.envelope().messageId();
    }

    /** 0 for a mail that bears no mark. */
    long revision() {
        return mark.map(DraftMark::revision).orElse(0L);
    }

    /** What a mail client's draft is to be. */
    DraftKind kind() {
        Optional<DraftKind> reply = outline.envelope().inReplyTo().map(DraftKind.Reply::new);
        return reply.or(() -> forwarded.map(DraftKind.Forward::new)).orElse(DraftKind.PLAIN);
    }

    /**
     * What is to be sent.
     *
     * @throws RefusedException {@link io.postroom.core.error.Reason#INVALID} if it has an addressee to whom nothing can be sent
     */
    Composition composition(DraftKind kind) {
        return composition(kind, Set.of());
    }

    /** @param left names of fields of addresses that do not matter, and are empty in what is returned */
    Composition composition(DraftKind kind, Set<String> left) {
        Envelope envelope = outline.envelope();
        Addressees addressees = new Addressees(
                addresses("to", envelope.to(), left),
                addresses("cc", envelope.cc(), left),
                addresses("bcc", envelope.bcc(), left));
        Content content = new Content(
                envelope.subject(),
                text,
                html,
                files(id -> true),
                addresses("reply_to", envelope.replyTo(), left),
                Map.of(),
                Labels.NONE);
        return new Composition(addressees, content, references(kind), kind instanceof DraftKind.Reply);
    }

    private static List<Address> addresses(String field, List<String> texts, Set<String> left) {
        if (left.contains(field)) {
            return List.of();
        }
        try {
            return texts.stream().map(Address::parse).toList();
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(field, field + " of the draft: " + e.getMessage());
        }
    }

    /** RFC 5322 §3.6.4; a mail client that changes the draft may have dropped what it was about. */
    private List<MessageId> references(DraftKind kind) {
        List<MessageId> references = new ArrayList<>(outline.envelope().references());
        Optional<MessageId> about = kind instanceof DraftKind.Reply reply
                ? Optional.of(reply.answered())
                : kind instanceof DraftKind.Forward forward ? Optional.of(forward.forwarded()) : Optional.empty();
        about.ifPresent(id -> {
            references.remove(id);
            references.add(id);
        });
        return references;
    }

    /** The files whose ids are wanted, with their contents. */
    List<OutgoingFile> files(Predicate<AttachmentId> wanted) {
        return outline.attachments().stream()
                .filter(attachment -> wanted.test(attachment.id()))
                .map(attachment -> OutgoingFile.of(
                        attachment,
                        open(attachment.id()).map(ReadDraft::octets).orElseGet(() -> new Octets(new byte[0]))))
                .toList();
    }

    private static Octets octets(InputStream content) {
        try (content) {
            return new Octets(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The decoded contents of an attachment; the caller closes the stream. */
    Optional<InputStream> open(AttachmentId attachment) {
        return Optional.ofNullable(parts.get(attachment)).flatMap(part -> parser.open(raw, part));
    }
}
