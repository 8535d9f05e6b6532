package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps domains and the keys of their signatures; holds that a name exists once, whichever organisation has it.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface DomainStore {
    /** Adds {@code domain} with its key unless the name is taken; atomic under concurrency. Returns whether it is there now. */
    boolean create(Domain domain, SigningKey key);

    /** Replaces the domain of the same name, organisation and creation time, if it is there; its key stays. */
    void update(Domain domain);

    Optional<Domain> find(MailDomain name);

    Optional<SigningKey> findKey(MailDomain name);

    /** Those of one organisation, ordered by creation time, then name. */
    List<Domain> listAll(OrganizationId organization);

    /** Removes it with its key and frees the name, if it is there just as {@code domain} says. Returns whether it was. */
    boolean delete(Domain domain);
}
