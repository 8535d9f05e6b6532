package io.postroom.core.receive;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadSummary;
import java.util.Optional;

/** Makes the row of a message from its octets. Callers hold the inbox's lock where they write. */
final class MessageRows {
    private static final int GENERATED_DIGITS = 32;

    private final MessageStore store;
    private final Rows rows;

    MessageRows(MessageStore store) {
        this.store = store;
        this.rows = new Rows(store);
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

    /**
     * A message that lies in the mailbox.
     *
     * @param labels those of its flags, its mailbox and its kind; {@code malformed} is added where the outline says so
     * @param size in octets
     */
    record Stored(Claim claim, MailboxMessageId mailboxId, MessageOutline outline, Labels labels, long size) {}

    /** A message and its thread as the store has them. */
    record Row(Message message, ThreadSummary thread) {}

    /** The row of a message whose first arrival this is: unless a mail client was quicker, there is none yet. */
    Row addFirst(Inbox inbox, Stored stored) {
        Rows.Joining joining = join(inbox, stored);
        if (!joining.leading().contains(stored.claim().message())) {
            return add(inbox, stored, joining);
        }
        Message message = row(inbox, stored, joining.thread());
        return new Row(message, rows.addFirst(inbox, message, joining));
    }

    /** The row of a message that may have one, or may have been added by half when a store went away: it is finished. */
    Row add(Inbox inbox, Stored stored) {
        return add(inbox, stored, join(inbox, stored));
    }

    private Row add(Inbox inbox, Stored stored, Rows.Joining joining) {
        Message message =
                store.find(inbox.id(), stored.claim().message()).orElseGet(() -> row(inbox, stored, joining.thread()));
        return new Row(message, rows.add(inbox, message));
    }

    /** Gives a message other labels, as of its own time. */
    Row relabel(Inbox inbox, Row row, Labels labels) {
        Message message =
                rows.relabel(inbox, row.message(), labels, row.message().updatedAt());
        return new Row(message, store.findThread(inbox.id(), message.thread()).orElse(row.thread()));
    }

    private Rows.Joining join(Inbox inbox, Stored stored) {
        return rows.join(
                inbox, stored.claim().message(), stored.outline().envelope().ancestors());
    }

    private static Message row(Inbox inbox, Stored stored, ThreadId thread) {
        Claim claim = stored.claim();
        MessageOutline outline = stored.outline();
        return new Message(
                inbox.id(),
                claim.message(),
                thread,
                stored.mailboxId(),
                claim.digest(),
                claim.timestamp(),
                outline.malformed() ? stored.labels().with(Labels.of(Label.MALFORMED)) : stored.labels(),
                outline.envelope(),
                outline.preview(),
                outline.attachments().stream()
                        .map(attachment -> attachment.withId(attachment.id().of(claim.message())))
                        .toList(),
                stored.size(),
                claim.timestamp());
    }
}
