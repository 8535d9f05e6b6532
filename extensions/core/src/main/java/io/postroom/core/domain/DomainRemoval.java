package io.postroom.core.domain;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
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
 * Removes domains. The mail server forgets the domain, and those under it that inboxes made it know, before the row goes, so that an
 * interrupted removal can be asked for again. Thread-safe.
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

    void remove(Domain domain) {
        // as long as the row is there it says whose the domains under it are
        Set<MailDomain> under = accounts.domainsUnder(domain.name()).stream()
                .filter(name -> isCoveredBy(domain, name))
                .collect(Collectors.toSet());
        Stream.concat(Stream.of(domain.name()), under.stream()).forEach(accounts::removeDomain);
        store.delete(domain);
    }

    /** Whether some inbox of its organisation is in the domain; reads all of them, a page at a time. */
    boolean hasInboxes(Domain domain) {
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
