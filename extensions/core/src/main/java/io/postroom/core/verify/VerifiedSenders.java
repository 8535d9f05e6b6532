package io.postroom.core.verify;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The senders who are verified for an inbox, for its callers. Those on lists, and those to whom the inbox wrote first, are not among them.
 *
 * <p>Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class VerifiedSenders {
    private static final String KIND = "Verified sender";

    private final Inboxes inboxes;
    private final KnownSenders known;
    private final Confirmations confirmations;
    private final Clock clock;

    public VerifiedSenders(Inboxes inboxes, KnownSenders known, Confirmations confirmations, Clock clock) {
        this.inboxes = inboxes;
        this.known = known;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /** Ordered by address, whichever order is asked for. */
    public Page<VerifiedSender> list(Caller caller, InboxId inbox, PageRequest request) {
        inboxes.require(caller, inbox, Permission.LIST_ENTRY_READ);
        String after = request.after().map(PageKey::id).orElse("");
        List<VerifiedSender> found = known.list(inbox, after, request.limit() + 1);
        boolean more = found.size() > request.limit();
        List<VerifiedSender> items = more ? found.subList(0, request.limit()) : found;
        return new Page<>(items, more ? Optional.of(items.get(items.size() - 1).place()) : Optional.empty());
    }

    /** @throws RefusedException {@link Reason#NOT_FOUND} if this sender is not among them */
    public VerifiedSender get(Caller caller, InboxId inbox, SenderAddress address) {
        inboxes.require(caller, inbox, Permission.LIST_ENTRY_READ);
        return known.findNow(inbox, address).verified().orElseThrow(() -> RefusedException.notFound(KIND));
    }

    /** Makes the sender verified; one who is already stays as it is. */
    public VerifiedSender verify(Caller caller, InboxId id, SenderAddress address) {
        Inbox inbox = inboxes.require(caller, id, Permission.LIST_ENTRY_CREATE);
        return confirmations.byCaller(inbox, address);
    }

    /**
     * Takes away why the sender is verified: also that the inbox wrote first, and the challenge that waits for an answer. Entries of lists stay, and so do labels of
     * messages.
     *
     * @throws RefusedException {@link Reason#NOT_FOUND} if there is nothing to take away
     */
    public void withdraw(Caller caller, InboxId id, SenderAddress address) {
        inboxes.require(caller, id, Permission.LIST_ENTRY_DELETE);
        KnownSender sender = known.findNow(id, address);
        if (sender.verified().isEmpty()
                && !sender.isSought()
                && sender.challenge().isEmpty()) {
            throw RefusedException.notFound(KIND);
        }
        known.withdraw(id, address, sender.met().orElse(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
