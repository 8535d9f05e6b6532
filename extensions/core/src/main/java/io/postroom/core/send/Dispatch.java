package io.postroom.core.send;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.Octets;
import io.postroom.core.receive.Arrival;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.Receiver;
import java.time.Duration;
import java.util.UUID;

/**
 * Puts a letter, with the files it links to, into the sender's mailbox and then into the spool.
 *
 * <p>The copy in the mailbox is listed before anything can leave, so that whatever becomes of the mail finds it. The copy names those in
 * {@code Bcc} (RFC 5322 §3.6.3 allows that for the sender's own), so that its owner sees them in the API, over IMAP and JMAP; the
 * mail does not. Both steps can be repeated with the same letter. Thread-safe; calls block.
 */
public final class Dispatch {
    private final Letters letters;
    private final Receiver receiver;
    private final Outbox outbox;
    private final Links links;
    private final SendAllowance allowance;

    public Dispatch(Letters letters, Receiver receiver, Outbox outbox, Links links, SendAllowance allowance) {
        this.letters = letters;
        this.receiver = receiver;
        this.outbox = outbox;
        this.links = links;
        this.allowance = allowance;
    }

    /** @throws RefusedException {@link Reason#TOO_LARGE} if no message of so many octets may leave */
    void checkSize(long octets) {
        letters.checkSize(octets);
    }

    /**
     * Keeps the copy and puts the mail out.
     *
     * @param delay how long the mail waits before it leaves, at least
     * @throws RefusedException {@link Reason#RATE_LIMITED} if too many mails wait already, {@link Reason#TOO_LARGE}, or as {@link Links} and {@link SendAllowance}
     */
    SentMessage send(Inbox inbox, Letter linked, Duration delay) {
        allowance.take(inbox.organization());
        Letter letter = links.followed(linked);
        Octets copy = letters.write(letter);
        Octets mail = letter.recipients().bcc().isEmpty() ? copy : letters.write(letter.forTheWire());
        boolean waits = !delay.isZero();
        if (waits && !outbox.reserve(inbox.organization(), delay)) {
            throw new RefusedException(Reason.RATE_LIMITED, "Too many messages wait to be sent");
        }
        Arrival arrival = new Arrival(
                letter.id().value(),
                copy,
                ContentDigest.of(copy),
                letter.content().labels().with(Labels.of(waits ? Label.SCHEDULED : Label.SENT)),
                false,
                letter.date());
        Message listed = receiver.list(inbox, receiver.store(inbox, arrival), arrival);
        Passage passage = new Passage(letter.id(), UUID.randomUUID(), waits);
        outbox.put(new Parcel(
                MessageRef.of(listed), inbox.organization(), letter.recipients().mailboxes(), mail, passage, delay));
        return new SentMessage(listed.id(), listed.thread());
    }
}
