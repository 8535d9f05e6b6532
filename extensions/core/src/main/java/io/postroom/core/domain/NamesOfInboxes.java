package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.cache.Recents;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.signal.Names;
import io.postroom.core.signal.OwnDomains;
import io.postroom.core.signal.OwnNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of an inbox: its own, its organisation's, and the domains of that and of the installation. What belongs to an organisation is looked
 * up once a minute.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class NamesOfInboxes implements OwnNames {
    private static final Recents.Bounds REMEMBERED = new Recents.Bounds(10_000, 32 << 20, Duration.ofMinutes(1));
    private static final int OCTETS_OF_NAME = 500;

    private final InboxStore inboxes;
    private final OrganizationStore organizations;
    private final DomainStore domains;
    private final MailDomain standard;
    private final Recents<OrganizationId, Names> known = new Recents<>(REMEMBERED);

    /** @param standard the installation's own domain */
    public NamesOfInboxes(
            InboxStore inboxes, OrganizationStore organizations, DomainStore domains, MailDomain standard) {
        this.inboxes = inboxes;
        this.organizations = organizations;
        this.domains = domains;
        this.standard = standard;
    }

    @Override
    public Names of(InboxId id) {
        return inboxes.findRecent(id).map(this::of).orElse(Names.NONE);
    }

    private Names of(Inbox inbox) {
        Names names = known.find(inbox.organization()).orElseGet(() -> lookUp(inbox.organization()));
        return new Names(names.domains(), names.organization(), inbox.displayName());
    }

    private Names lookUp(OrganizationId organization) {
        List<String> all = Stream.concat(
                        Stream.of(standard),
                        domains.listAll(organization).stream().map(Domain::name))
                .map(MailDomain::value)
                .distinct()
                .toList();
        Optional<String> name = organizations.findRecent(organization).map(Organization::name);
        Names names = new Names(OwnDomains.of(all), name, Optional.empty());
        known.put(organization, names, (long) OCTETS_OF_NAME * (all.size() + 1));
        return names;
    }
}
