package io.postroom.core.send;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a message sent once for each idempotency key, however often it is asked for and whatever ends an attempt.
 *
 * <p>The record of a key is durable before anything is sent, and settles the message's id and date. So an attempt that follows one that was
 * cut off writes the same octets under the same id: the copy in the mailbox is found, and of the mails in the spool one passes (see
 * {@link Passages}). Thread-safe; calls block.
 */
public final class SendOnce {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendOnce.class);

    /** From the end of the send on. */
    private static final Duration KEEP = Duration.ofHours(24);

    /** How long an attempt that nobody heard of again keeps others from trying; one that failed frees the key at once. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final int ID_DIGITS = 32;

    private final SendRecords records;
    private final Clock clock;

    public SendOnce(SendRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Sends a message that has this id and date; see {@link Dispatch}. */
    @FunctionalInterface
    interface Attempt {
        SentMessage send(MessageId id, Instant date);
    }

    /**
     * Sends, or tells what was sent for this key before.
     *
     * @param request what is asked for
     * @throws RefusedException {@link Reason#CONFLICT} if something else was asked for with this key, or if an attempt is under way
     */
    SentMessage send(Inbox inbox, IdempotencyKey key, Digest request, Attempt attempt) {
        Instant now = now();
        MessageId id = idOf(inbox, key, now);
        SendRecord wish = new SendRecord(
                inbox.organization(), key, request, id, now, UUID.randomUUID(), now.plus(LEASE), Optional.empty());
        SendRecord known = records.recordIfAbsent(wish, KEEP);
        if (!known.request().equals(request)) {
            throw new RefusedException(Reason.CONFLICT, "The Idempotency-Key was used for another request");
        }
        if (known.thread().isPresent()) {
            return new SentMessage(known.message(), known.thread().get());
        }
        return run(known.attempt().equals(wish.attempt()) ? wish : takenOver(known, wish), attempt);
    }

    /** RFC 5322 §3.6.4: unique, as the key is at a time in its organisation. */
    private static MessageId idOf(Inbox inbox, IdempotencyKey key, Instant now) {
        OrganizationId organization = inbox.organization();
        String unique = Digest.sha256("send", organization.toString(), key.value(), now.toString())
                .hex()
                .substring(0, ID_DIGITS);
        return new MessageId("<" + unique + "@" + inbox.id().domain() + ">");
    }

    private SendRecord takenOver(SendRecord known, SendRecord wish) {
        SendRecord mine = known.takenOver(wish.attempt(), wish.busyUntil());
        if (known.busyUntil().isAfter(now()) || !records.replace(known, mine, KEEP)) {
            throw new RefusedException(Reason.CONFLICT, "A request with this Idempotency-Key is under way");
        }
        return mine;
    }

    private SentMessage run(SendRecord mine, Attempt attempt) {
        SentMessage sent;
        try {
            sent = attempt.send(mine.message(), mine.at());
        } catch (RuntimeException e) {
            free(mine, e);
            throw e;
        }
        try {
            records.replace(mine, mine.sent(sent.thread()), KEEP);
        } catch (RuntimeException e) {
            // the message was taken: no failure any more. Whoever asks again has it sent again, under its id, once
            LOGGER.warn("The end of sending {} is not on record: {}", sent.id(), e.getMessage());
        }
        return sent;
    }

    private void free(SendRecord mine, RuntimeException why) {
        try {
            records.replace(mine, mine.freed(), KEEP);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
