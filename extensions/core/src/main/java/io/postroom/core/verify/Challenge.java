package io.postroom.core.verify;

import io.postroom.core.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question that was put to a sender, and is not answered yet: was it you who wrote?
 *
 * @param id the same for all mails that put it, until it is answered
 * @param latest when the last of them was written, in milliseconds precision
 * @param about the messages that wait for the answer, the newest last; at most {@link #MOST_MESSAGES}
 * @param sent whether that last mail is on its way
 */
public record Challenge(UUID id, Instant latest, List<MessageId> about, boolean sent) {
    /** For how long a mail can be answered. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** One mail a day is sent, and none can be answered for longer. */
    static final int MOST_MESSAGES = 7;

    public Challenge {
        about = List.copyOf(about.subList(Math.max(0, about.size() - MOST_MESSAGES), about.size()));
    }

    /** Whether an answer that comes now is too late for every mail that was sent. */
    boolean isOver(Instant now) {
        return !now.isBefore(latest.plus(LIFETIME));
    }

    Challenge asSent() {
        return new Challenge(id, latest, about, true);
    }
}
