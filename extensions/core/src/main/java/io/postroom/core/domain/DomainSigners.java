package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.Inbox;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * Finds the key that signs a mail: that of the domain its author writes from, if the organisation that sends it has that domain. The
 * installation's own domain is everybody's: there the author must be an inbox of the organisation that sends. So nobody's mail is signed in
 * another organisation's name.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class DomainSigners {
    /**
     * @param domain what the signature speaks for (RFC 6376 §3.5, {@code d=})
     * @param selector where its public key is in DNS ({@code s=})
     */
    public record Signer(MailDomain domain, String selector, PrivateKey key) {}

    private final DomainStore store;
    private final DomainRights rights;
    private final OwnDomain own;
    private final Recipients recipients;
    private final SigningKeys keys;

    public DomainSigners(
            DomainStore store, DomainRights rights, OwnDomain own, Recipients recipients, SigningKeys keys) {
        this.store = store;
        this.rights = rights;
        this.own = own;
        this.recipients = recipients;
        this.keys = keys;
    }

    /**
     * @param sender the address in the envelope: an inbox, perhaps with a detail, or another address in an organisation's domain
     * @param author the address in the mail's From; may be no address at all
     */
    public Optional<Signer> find(String sender, String author) {
        return domainOf(author)
                .flatMap(domain -> domain.equals(own.name()) ? ofEverybody(sender, author) : ofOne(sender, domain));
    }

    private Optional<Signer> ofEverybody(String sender, String author) {
        return recipients
                .find(author)
                .map(Inbox::organization)
                .filter(writer -> author.equalsIgnoreCase(sender)
                        || organizationOf(sender).equals(Optional.of(writer)))
                .map(writer -> signer(own.name(), own.key()));
    }

    private Optional<Signer> ofOne(String sender, MailDomain author) {
        return organizationOf(sender)
                .flatMap(organization -> rights.covering(organization, author))
                .flatMap(domain -> store.findKey(domain.name()).map(key -> signer(domain.name(), key)));
    }

    private Signer signer(MailDomain domain, SigningKey key) {
        return new Signer(domain, key.selector(), keys.open(key));
    }

    private Optional<OrganizationId> organizationOf(String sender) {
        return recipients
                .find(sender)
                .map(Inbox::organization)
                .or(() -> domainOf(sender).flatMap(store::find).map(Domain::organization));
    }

    private static Optional<MailDomain> domainOf(String address) {
        try {
            return Optional.of(new MailDomain(address.substring(address.lastIndexOf('@') + 1)));
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }
}
