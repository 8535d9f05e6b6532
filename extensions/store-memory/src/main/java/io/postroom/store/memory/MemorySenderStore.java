package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.verify.Challenge;
import io.postroom.core.verify.KnownSender;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.verify.VerifiedSender;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What inboxes know of addresses, in maps. Thread-safe. */
public final class MemorySenderStore implements SenderStore {
    private final Map<InboxId, TreeMap<String, KnownSender>> senders = new HashMap<>();

    @Override
    public synchronized Optional<KnownSender> find(InboxId inbox, SenderAddress address) {
        return Optional.ofNullable(of(inbox).get(address.value()));
    }

    private TreeMap<String, KnownSender> of(InboxId inbox) {
        return senders.computeIfAbsent(inbox, unknown -> new TreeMap<>());
    }

    private synchronized void change(InboxId inbox, SenderAddress address, UnaryOperator<KnownSender> change) {
        KnownSender before = find(inbox, address)
                .orElseGet(() -> new KnownSender(
                        inbox, address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        of(inbox).put(address.value(), change.apply(before));
    }

    @Override
    public void saveSought(InboxId inbox, Collection<SenderAddress> addresses, Instant at) {
        addresses.forEach(address -> change(
                inbox,
                address,
                known -> new KnownSender(
                        inbox, address, Optional.of(at), known.met(), known.verified(), known.challenge())));
    }

    @Override
    public void saveMet(InboxId inbox, Collection<SenderAddress> addresses, Instant at) {
        addresses.forEach(address -> change(
                inbox,
                address,
                known -> new KnownSender(
                        inbox, address, known.sought(), Optional.of(at), known.verified(), known.challenge())));
    }

    @Override
    public void saveChallenge(InboxId inbox, SenderAddress address, Challenge challenge) {
        putChallenge(inbox, address, Optional.of(challenge));
    }

    @Override
    public void closeChallenge(InboxId inbox, SenderAddress address) {
        putChallenge(inbox, address, Optional.empty());
    }

    private void putChallenge(InboxId inbox, SenderAddress address, Optional<Challenge> challenge) {
        change(
                inbox,
                address,
                known -> new KnownSender(inbox, address, known.sought(), known.met(), known.verified(), challenge));
    }

    @Override
    public void saveVerified(VerifiedSender sender) {
        change(
                sender.inbox(),
                sender.address(),
                known -> new KnownSender(
                        sender.inbox(),
                        sender.address(),
                        known.sought(),
                        known.met(),
                        Optional.of(sender),
                        known.challenge()));
    }

    @Override
    public void withdraw(InboxId inbox, SenderAddress address, Instant met) {
        change(
                inbox,
                address,
                known -> new KnownSender(
                        inbox, address, Optional.empty(), Optional.of(met), Optional.empty(), Optional.empty()));
    }

    @Override
    public synchronized List<VerifiedSender> list(InboxId inbox, String after, int limit) {
        return of(inbox).tailMap(after, false).values().stream()
                .flatMap(known -> known.verified().stream())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void deleteAll(InboxId inbox) {
        senders.remove(inbox);
    }
}
