package io.postroom.core.domain;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.MailDomain;
import java.util.Optional;

/**
 * What a caller says of a domain it wants.
 *
 * @param clientId our addition: a repeated one gets the domain made for it first
 */
public record CreateDomain(
        MailDomain name,
        Optional<ClientId> clientId,
        boolean allowConflictingProvider,
        boolean feedback,
        boolean subdomains,
        boolean tracking) {

    DomainOptions options() {
        return new DomainOptions(feedback, subdomains, allowConflictingProvider, Optional.empty());
    }
}
