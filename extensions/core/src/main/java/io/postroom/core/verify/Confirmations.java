package io.postroom.core.verify;

import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.verify.ChallengeTokens.Named;
import io.postroom.core.verify.VerifiedSender.Way;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes senders verified: by an answer to a challenge, or because a caller says so. From then on their mail is verified when it is proved to be theirs;
 * of the messages that are there, those get the label {@code verified} that waited for the answer. Told once as {@code sender.verified}.
 *
 * <p>A confirmation that was cut off can be repeated as long as its challenge is open; it is closed last. Thread-safe; blocks. An unreachable store shows as
 * an {@link java.io.UncheckedIOException}.
 */
public final class Confirmations {
    private final VerificationSettings settings;
    private final KnownSenders known;
    private final ChallengeTokens tokens;
    private final InboxStore inboxes;
    private final MessageLabels labels;
    private final EventLog log;
    private final EventSignal signal;
    private final Clock clock;

    public Confirmations(
            VerificationSettings settings,
            KnownSenders known,
            ChallengeTokens tokens,
            InboxStore inboxes,
            MessageLabels labels,
            EventLog log,
            EventSignal signal,
            Clock clock) {
        this.settings = settings;
        this.known = known;
        this.tokens = tokens;
        this.inboxes = inboxes;
        this.labels = labels;
        this.log = log;
        this.signal = signal;
        this.clock = clock;
    }

    /** What a token leads to. */
    public sealed interface Finding {
        /** It is none of ours. */
        record Unknown() implements Finding {}

        /** It is ours, and good for nothing any more: too old, answered, withdrawn, or its inbox is gone. */
        record Over() implements Finding {}

        /** Its challenge is open. */
        record Open(Inbox inbox, SenderAddress address) implements Finding {}
    }

    /** What the token leads to; changes nothing. */
    public Finding look(String token) {
        Optional<Named> named = tokens.read(token);
        if (named.isEmpty()) {
            return new Finding.Unknown();
        }
        return named.filter(one -> settings.enabled() && clock.instant().isBefore(one.endsAt()))
                .filter(one -> open(one).isPresent())
                .flatMap(one -> inboxes.find(one.inbox()).map(inbox -> openFor(inbox, one)))
                .orElseGet(Finding.Over::new);
    }

    private static Finding openFor(Inbox inbox, Named named) {
        return new Finding.Open(inbox, named.address());
    }

    private Optional<Challenge> open(Named named) {
        return known.findNow(named.inbox(), named.address())
                .challenge()
                .filter(challenge -> challenge.id().equals(named.challenge()));
    }

    /** Answers the challenge of the token; returns what {@link #look} would have before. */
    public Finding confirm(String token) {
        Finding finding = look(token);
        if (finding instanceof Finding.Open open) {
            tokens.read(token)
                    .flatMap(this::open)
                    .ifPresent(challenge -> confirm(open.inbox(), open.address(), challenge));
        }
        return finding;
    }

    /**
     * Takes a message as the answer to a challenge, if it is one.
     *
     * @param sender who wrote it, which is {@linkplain ProvenSender proved}
     * @param ancestors the messages that it answers
     * @param kinds its labels; what a program wrote is no answer
     */
    public void hear(Inbox inbox, SenderAddress sender, List<MessageId> ancestors, Labels kinds) {
        if (!settings.enabled() || kinds.containsAny(Labels.of(Label.AUTO_REPLY, Label.BOUNCE, Label.SPAM))) {
            return;
        }
        known.find(inbox.id(), sender)
                .challenge()
                .filter(challenge -> !challenge.isOver(clock.instant()))
                .filter(challenge -> Challenges.areAnswered(challenge, ancestors))
                .ifPresent(challenge -> confirm(inbox, sender, challenge));
    }

    private void confirm(Inbox inbox, SenderAddress address, Challenge challenge) {
        Instant now = now();
        known.saveVerified(new VerifiedSender(inbox.id(), address, Way.CHALLENGE, now));
        for (MessageId message : challenge.about()) {
            labels.relabel(inbox, message, new LabelChange(Labels.of(Label.VERIFIED), Labels.NONE));
        }
        tell(inbox, address, Way.CHALLENGE, challenge.id().toString(), challenge.about(), now);
        known.closeChallenge(inbox.id(), address);
    }

    /** Makes the sender verified because a caller says so; one who is already stays as it is. */
    VerifiedSender byCaller(Inbox inbox, SenderAddress address) {
        KnownSender before = known.findNow(inbox.id(), address);
        if (before.verified().isPresent()) {
            return before.verified().get();
        }
        VerifiedSender sender = new VerifiedSender(inbox.id(), address, Way.CALLER, now());
        known.saveVerified(sender);
        tell(inbox, address, Way.CALLER, Long.toString(sender.at().toEpochMilli()), List.of(), sender.at());
        known.closeChallenge(inbox.id(), address);
        return sender;
    }

    /** @param occasion what tells this time from another one, when the sender is withdrawn and verified again */
    private void tell(
            Inbox inbox, SenderAddress address, Way way, String occasion, List<MessageId> messages, Instant at) {
        EventId id = EventId.derivedFrom(
                EventType.SENDER_VERIFIED,
                inbox.id().value(),
                Long.toString(inbox.createdAt().toEpochMilli()),
                address.value(),
                occasion);
        EventBody body = new EventBody.SenderVerified(inbox.id(), address.value(), way.wireName(), messages);
        log.append(
                new MailEvent(id, EventType.SENDER_VERIFIED, inbox.organization(), inbox.pod(), inbox.id(), at, body));
        signal.raise(inbox.organization());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
