package io.postroom.core.receive;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import java.util.Optional;

/** Makes the row of a message from its octets. Callers hold the inbox's lock where they write. */
final class MessageRows {
    private static final int GENERATED_DIGITS = 32;

    private final MessageStore store;
    private final Rows rows;
    private final MessageParser parser;

    MessageRows(MessageStore store, Rows rows, MessageParser parser) {
        this.store = store;
        this.rows = rows;
        this.parser = parser;
    }

    ParsedMessage parse(RawMessage raw) {
        return parser.parse(raw);
    }

    /**
     * What a message is called in an inbox.
     *
     * @param claim the one of this id; empty if the message was never seen
     */
    record Identity(MessageId id, Optional<Claim> claim) {}

    /**
     * The id under which a message of this content is, or will be, known in the inbox: its Message-ID, or one made from what arrived if
     * it has none or another message has taken it, so that nobody can keep a message out by sending its id first.
     */
    Identity identify(Inbox inbox, Optional<MessageId> written, Digest digest, String origin) {
        return written.map(id -> identity(inbox, id))
                .filter(own ->
                        own.claim().map(claim -> claim.digest().equals(digest)).orElse(true))
                .orElseGet(() -> identity(inbox, generated(inbox, digest, origin)));
    }

    private Identity identity(Inbox inbox, MessageId id) {
        return new Identity(id, store.findClaim(inbox.id(), id));
    }

    private static MessageId generated(Inbox inbox, Digest digest, String origin) {
        String unique = Digest.sha256("message", digest.hex(), origin).hex().substring(0, GENERATED_DIGITS);
        return new MessageId("<" + unique + "@" + inbox.id().domain() + ">");
    }

    /** The row of a message that lies in the mailbox. */
    Message row(Inbox inbox, Claim claim, MailboxMessageId mailboxId, ParsedMessage parsed, Labels labels, long size) {
        ThreadId thread =
                rows.threadOf(inbox, claim.message(), parsed.envelope().ancestors());
        return new Message(
                inbox.id(),
                claim.message(),
                thread,
                mailboxId,
                claim.digest(),
                claim.timestamp(),
                parsed.malformed() ? labels.with(Labels.of(Label.MALFORMED)) : labels,
                parsed.envelope(),
                parsed.preview(),
                parsed.attachments().stream()
                        .map(attachment -> attachment.withId(attachment.id().of(claim.message())))
                        .toList(),
                size,
                claim.timestamp());
    }
}
