package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.RefusedRecipients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks senders whom an inbox cannot rely on yet whether they wrote: at most once a day for each sender and inbox, however often the server starts, and
 * at most so often an hour for an inbox. Asked are those who have proved who they are, who are no programs and no addresses of this server's domains,
 * and whose mail nothing speaks against: so nobody gets such a mail who did not write one.
 *
 * <p>Thread-safe; blocks. An unreachable store or queue shows as an {@link java.io.UncheckedIOException}.
 */
public final class Challenges {
    private static final Logger LOGGER = LoggerFactory.getLogger(Challenges.class);

    /** What is not asked about: what programs sent, and what the server thinks ill of. */
    private static final Labels UNASKED = Labels.of(
            Label.SPAM,
            Label.BLOCKED,
            Label.UNAUTHENTICATED,
            Label.LOOP,
            Label.BOUNCE,
            Label.AUTO_REPLY,
            Label.LIST,
            Label.MALFORMED,
            Label.DUPLICATE,
            Label.TRASH,
            Label.SENT,
            Label.VERIFIED);

    /** Stands where the senders of idempotency keys stand; no sender has this name. */
    private static final String SENDER = "challenge";

    private static final Duration AGAIN_AFTER = Duration.ofDays(1);
    private static final int MOST_INBOXES = 100_000;
    private static final int DIGITS_OF_MAIL = 16;
    private static final String PREFIX = "<verify.";

    private final Parts parts;
    private final TokenBuckets<InboxId> perInbox;
    private final Clock clock;

    /**
     * What challenges are made with.
     *
     * @param daily on record is who was asked within a day
     */
    public record Parts(
            VerificationSettings settings,
            KnownSenders known,
            IdempotencyStore daily,
            RefusedRecipients refused,
            OwnDomains own,
            ChallengeTokens tokens,
            ChallengeMail mail) {}

    public Challenges(Parts parts, Clock clock) {
        this.parts = parts;
        this.perInbox = new TokenBuckets<>(
                Allowance.of(parts.settings().challengesPerHour(), Duration.ofHours(1)), MOST_INBOXES, clock);
        this.clock = clock;
    }

    /**
     * Asks the sender of a message, if it is to be asked. Can be repeated for the same message; it is asked about once then, but for a crash just after the
     * mail has gone into the queue.
     *
     * @param message with the labels that it was stored with
     * @param sender who wrote it, which is {@linkplain ProvenSender proved}
     * @param returnPath the sender of its envelope; the empty string for none
     */
    public void ask(Inbox inbox, Message message, SenderAddress sender, String returnPath) {
        if (!parts.settings().asks()
                || returnPath.isEmpty() // RFC 3834 §2: nobody wants an answer
                || message.labels().containsAny(UNASKED)
                || InboxId.tryParse(sender.value()).isEmpty() // an address in quotes; nobody has one
                || parts.own().contain(new MailDomain(sender.domain()))) {
            return;
        }
        KnownSender known = parts.known().findNow(inbox.id(), sender);
        if (known.verified().isPresent()
                || isAskedAbout(known, message)
                || !parts.refused().permits(inbox, sender.value())) {
            return;
        }
        if (perInbox.look(inbox.id()).isPresent()) {
            LOGGER.info("{} has asked as many senders as it may in an hour; {} is not asked", inbox.id(), message.id());
            return;
        }
        if (isFirstToday(inbox, message, sender)) {
            perInbox.take(inbox.id());
            send(inbox, message, known);
        }
    }

    private static boolean isAskedAbout(KnownSender known, Message message) {
        return known.challenge()
                .filter(challenge -> challenge.sent() && challenge.about().contains(message.id()))
                .isPresent();
    }

    /** Of two processes that get mail of one sender at the same time, one is the first; so is a repetition of what was cut off. */
    private boolean isFirstToday(Inbox inbox, Message message, SenderAddress sender) {
        KeyUse use = new KeyUse(Digest.sha256(message.id().value()).hex(), message.digest());
        return parts.daily()
                .recordIfAbsent(inbox.id(), SENDER, sender.value(), use, AGAIN_AFTER)
                .equals(use);
    }

    private void send(Inbox inbox, Message message, KnownSender known) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Challenge challenge = next(known.challenge().filter(open -> !open.isOver(now)), message, now);
        SenderAddress sender = known.address();
        parts.known().saveChallenge(inbox.id(), sender, challenge);
        String token = parts.tokens().write(inbox.id(), sender, challenge.id());
        parts.mail().send(inbox, sender, message, mailOf(inbox, challenge, message), token, now);
        parts.known().saveChallenge(inbox.id(), sender, challenge.asSent());
        LOGGER.debug("the sender of {} in {} is asked", message.id(), inbox.id());
    }

    /** The one that is open, with one more message; it keeps its id, so that its earlier mails can still be answered. */
    private static Challenge next(Optional<Challenge> open, Message message, Instant now) {
        List<MessageId> about = new ArrayList<>(open.map(Challenge::about).orElse(List.of()));
        about.remove(message.id());
        about.add(message.id());
        return new Challenge(open.map(Challenge::id).orElseGet(UUID::randomUUID), now, about, false);
    }

    private static MessageId mailOf(Inbox inbox, Challenge challenge, Message message) {
        String unique = Digest.sha256(message.id().value()).hex().substring(0, DIGITS_OF_MAIL);
        return new MessageId(
                PREFIX + challenge.id() + "." + unique + "@" + inbox.id().domain() + ">");
    }

    /** Whether a message that refers to these puts an answer to the challenge. */
    static boolean areAnswered(Challenge challenge, List<MessageId> ancestors) {
        return ancestors.stream().anyMatch(id -> id.value().startsWith(PREFIX + challenge.id() + "."));
    }
}
