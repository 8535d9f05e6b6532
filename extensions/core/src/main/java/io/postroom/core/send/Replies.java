package io.postroom.core.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.domain.Recipients;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How an answer follows from the message it answers (RFC 5322 §3.6.2, §3.6.4, §3.6.5). Thread-safe; blocks. */
final class Replies {
    private static final Pattern ANSWERED = Pattern.compile("(?i)re\\s*:.*");

    private final Recipients owners;

    Replies(Recipients owners) {
        this.owners = owners;
    }

    /**
     * Those whom the caller names; or whom the message asks to answer; or, for all, also everybody else who got it, but not the inbox.
     *
     * @throws RefusedException {@link Reason#INVALID} if the caller names some and wants all, {@link Reason#UNPROCESSABLE} if the message
     *     names nobody who could be answered
     */
    Addressees recipients(InboxId inbox, Message original, ReplyMessage reply) {
        return required(suggested(inbox, original, reply)).andCc(reply.copied());
    }

    /** As {@link #recipients}; nobody if the message names nobody. */
    Addressees suggested(InboxId inbox, Message original, ReplyMessage reply) {
        if (!reply.recipients().isEmpty()) {
            if (reply.all()) {
                throw RefusedException.invalid("reply_all", "reply_all does not go together with to, cc and bcc");
            }
            return reply.recipients();
        }
        Envelope envelope = original.envelope();
        List<Address> to = senders(inbox, envelope);
        if (!reply.all()) {
            return new Addressees(to, List.of(), List.of());
        }
        Set<String> known = new HashSet<>();
        List<Address> first = others(inbox, to, known);
        List<Address> more =
                others(inbox, addresses(Stream.concat(envelope.to().stream(), envelope.cc().stream())), known);
        return first.isEmpty() ? new Addressees(more, List.of(), List.of()) : new Addressees(first, more, List.of());
    }

    private static Addressees required(Addressees recipients) {
        if (recipients.isEmpty()) {
            throw new RefusedException(Reason.UNPROCESSABLE, "The message names nobody who could be answered");
        }
        return recipients;
    }

    /** Whom the sender asks to answer, else the sender; where that is the inbox itself, those it wrote to. */
    private List<Address> senders(InboxId inbox, Envelope envelope) {
        List<Address> wished = addresses(envelope.replyTo().stream());
        List<Address> senders = wished.isEmpty() ? addresses(Stream.of(envelope.from())) : wished;
        boolean own = !senders.isEmpty() && senders.stream().allMatch(isOf(inbox));
        List<Address> receivers = own ? addresses(envelope.to().stream()) : List.of();
        return receivers.isEmpty() ? senders : receivers;
    }

    /** Those that are not the inbox and not known yet; they are known then. */
    private List<Address> others(InboxId inbox, List<Address> addresses, Set<String> known) {
        List<Address> others = new ArrayList<>();
        for (Address address : addresses) {
            if (!isOf(inbox).test(address) && known.add(address.key())) {
                others.add(address);
            }
        }
        return others;
    }

    /** Whether mail for the address reaches the inbox: as its own, with a tag behind a plus sign, or as that of nobody else. */
    private Predicate<Address> isOf(InboxId inbox) {
        return address -> owners.find(address.mailbox())
                .filter(reached -> reached.id().equals(inbox))
                .isPresent();
    }

    /** What can be read of a header; what cannot could not be written to either. */
    private static List<Address> addresses(Stream<String> texts) {
        return texts.map(Replies::address).flatMap(Optional::stream).toList();
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** With a subject: the caller's own, or else that of the message it answers. */
    static Content titled(Content own, Message original) {
        return own.subject().isPresent() ? own : own.withSubject(subject(original));
    }

    private static String subject(Message original) {
        String subject = original.envelope().subject().orElse("");
        return ANSWERED.matcher(subject).lookingAt() ? subject : ("Re: " + subject).strip();
    }

    /** RFC 5322 §3.6.4: what the message refers to, or else the one message it answers, and then itself. */
    static List<MessageId> references(Message original) {
        Envelope envelope = original.envelope();
        List<MessageId> references = new ArrayList<>(
                envelope.references().isEmpty() ? envelope.inReplyTo().stream().toList() : envelope.references());
        references.remove(original.id());
        references.add(original.id());
        int tooMany = references.size() - Envelope.MAX_REFERENCES;
        return tooMany > 0 ? references.subList(tooMany, references.size()) : references;
    }
}
