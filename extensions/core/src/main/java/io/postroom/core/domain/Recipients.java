package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import java.util.Optional;

/**
 * Finds the inbox that mail for an address is for: the one of that address, else the one without what follows the {@code +} (RFC 5233
 * calls that the detail), else the one that gets whatever else comes to the domain.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Recipients {
    private static final char DETAIL = '+';

    private final InboxStore inboxes;
    private final DomainStore domains;

    public Recipients(InboxStore inboxes, DomainStore domains) {
        this.inboxes = inboxes;
        this.domains = domains;
    }

    /** @param address may be no address an inbox can have */
    public Optional<Inbox> find(String address) {
        return InboxId.tryParse(address)
                .flatMap(
                        id -> inboxes.findRecent(id).or(() -> withoutDetail(id)).or(() -> catchAll(id)));
    }

    private Optional<Inbox> withoutDetail(InboxId address) {
        int plus = address.localPart().indexOf(DETAIL);
        return plus < 1
                ? Optional.empty()
                : inboxes.findRecent(new InboxId(address.localPart().substring(0, plus) + "@" + address.domain()));
    }

    private Optional<Inbox> catchAll(InboxId address) {
        return domains.find(address.domain())
                .flatMap(domain -> domain.options()
                        .catchAll()
                        .flatMap(inboxes::findRecent)
                        .filter(inbox -> inbox.organization().equals(domain.organization())));
    }
}
