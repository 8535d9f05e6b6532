package io.postroom.core.receive;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.thread.MessageStore;

/**
 * Applies the lists to mail that comes in. An answer to a message that the inbox sent is judged by the {@link Direction#REPLY} lists
 * only, any other mail by the {@link Direction#RECEIVE} lists only.
 *
 * <p>The sender is the one that the message names, which the API shows too; without one it is who handed the mail in. Where no list is
 * about the inbox nothing is looked up. Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class InboundLists {
    private final ListRules rules;
    private final MessageStore messages;

    public InboundLists(ListRules rules, MessageStore messages) {
        this.rules = rules;
        this.messages = messages;
    }

    /** Whether there may be lists at all; if not, {@link #block} need not be asked. */
    public boolean mayApply() {
        return rules.mayApply();
    }

    /**
     * Whether the message is to be kept out of the inbox's lists of mail.
     *
     * @param returnPath the sender of its envelope (RFC 5321 §3.3); the empty string for none
     */
    public boolean block(Inbox inbox, Envelope message, String returnPath) {
        boolean replies = rules.apply(inbox, Direction.REPLY);
        boolean others = rules.apply(inbox, Direction.RECEIVE);
        if (!replies && !others) {
            return false;
        }
        Direction direction = answers(inbox, message) ? Direction.REPLY : Direction.RECEIVE;
        String sender = message.from().isEmpty() ? returnPath : message.from();
        return !rules.permit(inbox, direction, sender);
    }

    private boolean answers(Inbox inbox, Envelope message) {
        return message.inReplyTo()
                .flatMap(answered -> messages.find(inbox.id(), answered))
                .filter(answered -> answered.labels().contains(Label.SENT))
                .isPresent();
    }
}
