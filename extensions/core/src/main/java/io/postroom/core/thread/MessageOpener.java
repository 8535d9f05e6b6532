package io.postroom.core.thread;

import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.Reading;
import io.postroom.core.signal.OwnNames;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import java.util.Optional;

/**
 * Reads messages from the mailbox and finds out about them what is kept nowhere. Thread-safe; blocks. An unreachable mailbox shows as an
 * {@link java.io.UncheckedIOException}.
 */
public final class MessageOpener {
    private final Mailboxes mailboxes;
    private final MessageParser parser;
    private final OwnNames names;

    public MessageOpener(Mailboxes mailboxes, MessageParser parser, OwnNames names) {
        this.mailboxes = mailboxes;
        this.parser = parser;
        this.names = names;
    }

    /** The message with its texts; the texts are missing if its octets are gone from the mailbox. */
    public OpenedMessage open(Message message) {
        Optional<RawMessage> raw = mailboxes.octets(message.inbox(), message.mailboxId());
        Optional<ParsedMessage> parsed = raw.map(parser::parse);
        Optional<DeliveryTrace> trace = raw.flatMap(DeliveryTrace::of);
        boolean firstContact = trace.filter(delivery -> delivery.verdict().has(Verdict.FIRST_CONTACT))
                .isPresent();
        Reading reading = parsed.map(texts -> parser.read(texts, names.of(message.inbox()), firstContact))
                .orElse(Reading.NONE);
        return new OpenedMessage(message, parsed, reading, trace);
    }
}
