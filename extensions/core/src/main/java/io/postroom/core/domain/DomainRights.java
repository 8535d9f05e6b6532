package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.MailDomains;
import java.util.Optional;

/** Which domains an organisation may have inboxes in and send from. Thread-safe; blocks as the store does. */
public final class DomainRights implements MailDomains {
    private final MailDomain standard;
    private final boolean unverifiedToo;
    private final DomainStore domains;

    /**
     * @param standard the installation's own domain, open to every organisation
     * @param unverifiedToo whether the operator takes organisations at their word
     */
    public DomainRights(MailDomain standard, boolean unverifiedToo, DomainStore domains) {
        this.standard = standard;
        this.unverifiedToo = unverifiedToo;
        this.domains = domains;
    }

    @Override
    public MailDomain standard() {
        return standard;
    }

    @Override
    public boolean permits(OrganizationId organization, PodId pod, MailDomain domain) {
        return domain.equals(standard)
                || covering(organization, domain)
                        .filter(ours -> ours.pod().map(pod::equals).orElse(true))
                        .filter(ours -> ours.isVerified() || unverifiedToo)
                        .filter(ours -> !ours.closed())
                        .isPresent();
    }

    /** Whether mail of the organisation may leave with a sender in {@code domain}. */
    public boolean maySendFrom(OrganizationId organization, MailDomain domain) {
        return domain.equals(standard)
                || unverifiedToo
                || covering(organization, domain).filter(Domain::isVerified).isPresent();
    }

    /** @throws RefusedException {@link Reason#DOMAIN_NOT_VERIFIED} unless {@link #maySendFrom} */
    public void requireSendFrom(OrganizationId organization, MailDomain domain) {
        if (!maySendFrom(organization, domain)) {
            throw new RefusedException(
                    Reason.DOMAIN_NOT_VERIFIED, "The domain " + domain + " is not verified for sending");
        }
    }

    /**
     * The organisation's domain that {@code name} is, or is under if that has subdomains. A name that another organisation has verified is
     * not covered, nor is what is under it; an unverified one counts for nothing.
     */
    public Optional<Domain> covering(OrganizationId organization, MailDomain name) {
        boolean itself = true;
        for (Optional<MailDomain> at = Optional.of(name); at.isPresent(); at = at.flatMap(MailDomain::parent)) {
            Optional<Domain> domain = domains.find(at.get());
            boolean ours = domain.filter(found -> found.organization().equals(organization))
                    .isPresent();
            if (ours && (itself || domain.get().options().subdomains())) {
                return domain;
            }
            if (!ours && domain.filter(Domain::isVerified).isPresent()) {
                return Optional.empty();
            }
            itself = false;
        }
        return Optional.empty();
    }
}
