package io.postroom.core.receive;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListRules;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.thread.MessageStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    private final boolean strict;

    /** @param strict whether an answer counts as one only from somebody to whom the answered message went, and who is proved to have written it */
    public InboundLists(ListRules rules, MessageStore messages, boolean strict) {
        this.rules = rules;
        this.messages = messages;
        this.strict = strict;
    }

    /** Whether there may be lists at all; if not, {@link #block} need not be asked. */
    public boolean mayApply() {
        return rules.mayApply();
    }

    /**
     * Whether the message is to be kept out of the inbox's lists of mail.
     *
     * @param returnPath the sender of its envelope (RFC 5321 §3.3); the empty string for none
     * @param author the address in {@code From}, if it is proved, as {@link EntryName} has it
     */
    public boolean block(Inbox inbox, Envelope message, String returnPath, Optional<String> author) {
        boolean replies = rules.apply(inbox, Direction.REPLY);
        boolean others = rules.apply(inbox, Direction.RECEIVE);
        if (!replies && !others) {
            return false;
        }
        Direction direction = answers(inbox, message, author) ? Direction.REPLY : Direction.RECEIVE;
        String sender = message.from().isEmpty() ? returnPath : message.from();
        return !rules.permit(inbox, direction, sender);
    }

    private boolean answers(Inbox inbox, Envelope message, Optional<String> author) {
        return message.inReplyTo()
                .flatMap(answered -> messages.find(inbox.id(), answered))
                .filter(answered -> answered.labels().contains(Label.SENT))
                .filter(answered -> !strict || wasSentTo(author, answered.envelope()))
                .isPresent();
    }

    private static boolean wasSentTo(Optional<String> author, Envelope answered) {
        return author.isPresent()
                && Stream.of(answered.to(), answered.cc(), answered.bcc())
                        .flatMap(List::stream)
                        .flatMap(written -> EntryName.of(written).stream())
                        .anyMatch(name -> name.value().equals(author.get()));
    }
}
