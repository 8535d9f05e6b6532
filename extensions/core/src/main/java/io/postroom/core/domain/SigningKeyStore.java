package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import java.util.Optional;

/**
 * Keeps the keys of domains that belong to the installation and to no organisation; holds that each has one, also in a cluster.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface SigningKeyStore {
    /** Adds {@code key} unless the domain has one; atomic under concurrency. Returns the one that is there now. */
    SigningKey keepFirst(MailDomain domain, SigningKey key);

    Optional<SigningKey> find(MailDomain domain);

    /** Forgets the domain's key; nothing happens if there is none. */
    void delete(MailDomain domain);
}
