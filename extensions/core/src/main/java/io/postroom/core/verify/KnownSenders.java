package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.cache.Recents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What inboxes know of addresses, and how they come to know it. What was read is remembered for a minute; what this process changes counts at
 * once. So mail of somebody known costs a read a minute at most, and a write the first time.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class KnownSenders implements ScopeBelongings {
    private static final Recents.Bounds REMEMBERED = new Recents.Bounds(10_000, 32 << 20, Duration.ofMinutes(1));
    private static final int OCTETS_OF_ONE = 500;

    private final SenderStore store;
    private final Recents<Pair, KnownSender> recent = new Recents<>(REMEMBERED);

    private record Pair(InboxId inbox, SenderAddress address) {}

    public KnownSenders(SenderStore store) {
        this.store = store;
    }

    /** What was known at most a minute ago. */
    public KnownSender find(InboxId inbox, SenderAddress address) {
        return recent.find(new Pair(inbox, address)).orElseGet(() -> findNow(inbox, address));
    }

    /** What is known now. */
    KnownSender findNow(InboxId inbox, SenderAddress address) {
        KnownSender known = store.find(inbox, address).orElseGet(() -> KnownSender.stranger(inbox, address));
        recent.put(new Pair(inbox, address), known, OCTETS_OF_ONE);
        return known;
    }

    /** Notes that the address wrote to the inbox. */
    public void wrote(InboxId inbox, SenderAddress address, Instant at) {
        note(inbox, List.of(address), KnownSender::isStranger, unknown -> store.saveMet(inbox, unknown, millis(at)));
    }

    /**
     * Notes that the inbox wrote to these addresses.
     *
     * @param asAnswer whether it answered a message, or passed one on: whom it wrote to then, somebody else has chosen
     */
    public void wereWrittenTo(InboxId inbox, Collection<SenderAddress> addresses, boolean asAnswer, Instant at) {
        if (asAnswer) {
            note(inbox, addresses, KnownSender::isStranger, unknown -> store.saveMet(inbox, unknown, millis(at)));
        } else {
            Predicate<KnownSender> isNew = known -> known.sought().isEmpty();
            note(inbox, addresses, isNew, unknown -> store.saveSought(inbox, unknown, millis(at)));
        }
    }

    private void note(
            InboxId inbox, Collection<SenderAddress> addresses, Predicate<KnownSender> isNew, Writing writing) {
        List<SenderAddress> fresh = addresses.stream()
                .distinct()
                .filter(address -> isNew.test(find(inbox, address)))
                .toList();
        if (!fresh.isEmpty()) {
            change(inbox, fresh, () -> writing.write(fresh));
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(List<SenderAddress> addresses);
    }

    void saveChallenge(InboxId inbox, SenderAddress address, Challenge challenge) {
        change(inbox, List.of(address), () -> store.saveChallenge(inbox, address, challenge));
    }

    void closeChallenge(InboxId inbox, SenderAddress address) {
        change(inbox, List.of(address), () -> store.closeChallenge(inbox, address));
    }

    void saveVerified(VerifiedSender sender) {
        change(sender.inbox(), List.of(sender.address()), () -> store.saveVerified(sender));
    }

    void withdraw(InboxId inbox, SenderAddress address, Instant met) {
        change(inbox, List.of(address), () -> store.withdraw(inbox, address, met));
    }

    List<VerifiedSender> list(InboxId inbox, String after, int limit) {
        return store.list(inbox, after, limit);
    }

    /** A change that ends in a failure may have been made all the same. */
    private void change(InboxId inbox, List<SenderAddress> addresses, Runnable change) {
        try {
            change.run();
        } finally {
            addresses.forEach(address -> recent.forget(new Pair(inbox, address)));
        }
    }

    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What an inbox knows goes with it; wider scopes know nothing. What is remembered of it ends within a minute. */
    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        scope.withinInbox().ifPresent(store::deleteAll);
    }
}
