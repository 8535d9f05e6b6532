package io.postroom.core.verify;

import io.postroom.core.account.InboxId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what inboxes know of addresses. To look for an address costs the same however many there are.
 *
 * <p>Calls block; each is durable once it returns, and can be repeated. Calls about different things do not overwrite each other. An unreachable
 * store shows as an {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface SenderStore {
    /** Empty if nothing is known of the address. */
    Optional<KnownSender> find(InboxId inbox, SenderAddress address);

    /** Sets {@link KnownSender#sought} of these addresses. */
    void saveSought(InboxId inbox, Collection<SenderAddress> addresses, Instant at);

    /** Sets {@link KnownSender#met} of these addresses. */
    void saveMet(InboxId inbox, Collection<SenderAddress> addresses, Instant at);

    /** Sets {@link KnownSender#challenge}. */
    void saveChallenge(InboxId inbox, SenderAddress address, Challenge challenge);

    /** Takes the challenge away. */
    void closeChallenge(InboxId inbox, SenderAddress address);

    /** Sets {@link KnownSender#verified}, in place of an earlier one. */
    void saveVerified(VerifiedSender sender);

    /** Takes {@link KnownSender#verified}, {@link KnownSender#sought} and the challenge away, and sets {@link KnownSender#met}. */
    void withdraw(InboxId inbox, SenderAddress address, Instant met);

    /**
     * Those of an inbox who are verified, in the order of their addresses.
     *
     * @param after the address before the first one; the empty string for the first of all
     * @param limit how many at most
     */
    List<VerifiedSender> list(InboxId inbox, String after, int limit);

    /** Forgets everything that the inbox knows. */
    void deleteAll(InboxId inbox);
}
