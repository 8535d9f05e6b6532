package io.postroom.core.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageId;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import java.time.Duration;

/**
 * The gate before the way out: of the mails that carry out one letter it lets one leave, or none once the letter was cancelled. Who comes
 * first is settled by one conditional write, so that a mail does not leave and count as cancelled too.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Passages {
    private static final Duration KEEP = Duration.ofDays(7);

    /** Stands where the senders of incoming mail stand; no sender has this name. */
    private static final String SENDER = "outgoing";

    /** Stands where the mail that passed stands; no mail has this name. */
    private static final String CANCELLED = "cancelled";

    private final IdempotencyStore uses;

    public Passages(IdempotencyStore uses) {
        this.uses = uses;
    }

    /** What the gate says to a mail. */
    public enum Ruling {
        PASSES,
        /** Another mail carries out the letter already. */
        REPEATED,
        CANCELLED
    }

    /** Opens the gate for the first mail of the letter that asks, as often as it asks. */
    public Ruling open(InboxId inbox, Passage passage) {
        String mine = passage.mail().toString();
        String first = first(inbox, passage.letter(), mine);
        if (first.equals(mine)) {
            return Ruling.PASSES;
        }
        return first.equals(CANCELLED) ? Ruling.CANCELLED : Ruling.REPEATED;
    }

    /** Closes the gate for good; returns whether nothing had passed before. Can be repeated, for some days. */
    boolean cancel(InboxId inbox, MessageId letter) {
        return first(inbox, letter, CANCELLED).equals(CANCELLED);
    }

    private String first(InboxId inbox, MessageId letter, String wish) {
        KeyUse use = new KeyUse(wish, Digest.sha256(letter.value()));
        return uses.recordIfAbsent(inbox, SENDER, letter.value(), use, KEEP).origin();
    }
}
