package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes domains that have no inboxes. The mail server forgets the domain, and those under it that inboxes made it know, before the row
 * goes, so that an interrupted removal can be asked for again. Thread-safe.
 *
 * <p>Whoever makes an inbox at this moment writes its row and then looks whether the domain is open; a removal closes the domain and then
 * looks for rows. So, on whichever node they are, one of them sees the other.
 */
public final class DomainRemoval {
    private final DomainStore store;
    private final DomainRights rights;
    private final MailAccounts accounts;
    private final InboxStore inboxes;

    public DomainRemoval(DomainStore store, DomainRights rights, MailAccounts accounts, InboxStore inboxes) {
        this.store = store;
        this.rights = rights;
        this.accounts = accounts;
        this.inboxes = inboxes;
    }

    /**
     * Removes it with its key.
     *
     * @throws RefusedException {@link Reason#CANNOT_DELETE} while there are inboxes in it, {@link Reason#CONFLICT} if somebody else
     *     changes it meanwhile
     */
    void remove(Domain domain) {
        Domain closed = domain.withClosed(true);
        store.update(closed);
        if (hasInboxes(domain)) {
            store.update(domain.withClosed(false));
            throw new RefusedException(Reason.CANNOT_DELETE, "There are inboxes in the domain; delete them first");
        }
        Set<MailDomain> names = known(domain);
        names.forEach(accounts::removeDomain);
        if (!store.delete(closed)) { // it was opened again, so what was seen of its inboxes is no longer sure
            names.stream()
                    .filter(name -> rights.maySendFrom(domain.organization(), name))
                    .forEach(accounts::addDomain);
            throw new RefusedException(Reason.CONFLICT, "The domain was changed while it was deleted; try again");
        }
    }

    /** What the mail server knows because of the domain. As long as the row is there it says whose the domains under it are. */
    private Set<MailDomain> known(Domain domain) {
        Stream<MailDomain> under =
                accounts.domainsUnder(domain.name()).stream().filter(name -> isCoveredBy(domain, name));
        return Stream.concat(Stream.of(domain.name()), under).collect(Collectors.toSet());
    }

    /** Whether some inbox of its organisation is in the domain; reads all of them, a page at a time. */
    private boolean hasInboxes(Domain domain) {
        OrganizationId organization = domain.organization();
        Page<Inbox> page = inboxes.list(organization, PageRequest.first(PageRequest.MAX_LIMIT));
        while (true) {
            if (page.items().stream()
                    .anyMatch(inbox -> isCoveredBy(domain, inbox.id().domain()))) {
                return true;
            }
            if (page.next().isEmpty()) {
                return false;
            }
            page = inboxes.list(organization, new PageRequest(PageRequest.MAX_LIMIT, page.next(), false));
        }
    }

    private boolean isCoveredBy(Domain domain, MailDomain name) {
        boolean within = name.equals(domain.name()) || name.value().endsWith("." + domain.name());
        return within
                && rights.covering(domain.organization(), name)
                        .map(Domain::name)
                        .equals(Optional.of(domain.name()));
    }
}
