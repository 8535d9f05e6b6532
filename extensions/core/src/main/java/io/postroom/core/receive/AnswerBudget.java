package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.list.EntryName;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts how often one correspondent answers an inbox in one conversation. Programs that answer each other and do not say that they are
 * programs are known by that: people do not answer so often.
 *
 * <p>Nothing is looked up while the budget lasts: an answer is told by the domain of the id it names, a conversation by the first of its
 * {@code References}. Where it is used up, the message is looked up that was answered. Counts are of this process, in memory. Thread-safe. An
 * unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class AnswerBudget {
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MOST = 100_000;

    private final TokenBuckets<Conversation> answers;
    private final TokenBuckets<Conversation> notices;
    private final MessageStore messages;

    /** @param answers how many answers of one correspondent in one conversation are taken in an hour; 0 for any number */
    public AnswerBudget(int answers, MessageStore messages, Clock clock) {
        this.answers = new TokenBuckets<>(Allowance.of(answers, PERIOD), MOST, clock);
        this.notices = new TokenBuckets<>(Allowance.of(1, PERIOD), MOST, clock);
        this.messages = messages;
    }

    /** What is to be done with a message. */
    public enum Verdict {
        /** It is as any other. */
        WITHIN,
        /** It is one too many, and the first of them for a while. */
        FIRST_BEYOND,
        /** It is one too many, and somebody was told of another one. */
        BEYOND
    }

    private record Conversation(InboxId inbox, String correspondent, Optional<MessageId> root) {}

    /**
     * Judges a message that has come in for the inbox, and counts it.
     *
     * @param returnPath the sender of its envelope; the empty string for none
     */
    public Verdict take(Inbox inbox, Envelope message, String returnPath) {
        Optional<MessageId> answered = message.ancestors().stream().findFirst().filter(id -> isMadeFor(inbox, id));
        if (answered.isEmpty()) {
            return Verdict.WITHIN;
        }
        Conversation conversation = new Conversation(
                inbox.id(),
                correspondent(message, returnPath),
                message.references().stream().findFirst());
        if (answers.take(conversation).isEmpty() || !isSent(inbox, answered.get())) {
            return Verdict.WITHIN;
        }
        return notices.take(conversation).isEmpty() ? Verdict.FIRST_BEYOND : Verdict.BEYOND;
    }

    /** Ids that this server makes for messages of an inbox end with its domain. */
    private static boolean isMadeFor(Inbox inbox, MessageId id) {
        return id.value().endsWith("@" + inbox.id().domain() + ">");
    }

    private boolean isSent(Inbox inbox, MessageId id) {
        return messages.find(inbox.id(), id)
                .filter(message -> message.labels().contains(Label.SENT))
                .isPresent();
    }

    private static String correspondent(Envelope message, String returnPath) {
        List<EntryName> names = EntryName.of(message.from().isEmpty() ? returnPath : message.from());
        return names.isEmpty() ? returnPath : names.get(0).value();
    }
}
