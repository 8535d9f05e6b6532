package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** A store with these inboxes, of which nothing but look-ups is asked. */
record FixedInboxes(List<Inbox> inboxes) implements InboxStore {
    @Override
    public Optional<Inbox> find(InboxId id) {
        return inboxes.stream().filter(inbox -> inbox.id().equals(id)).findFirst();
    }

    @Override
    public Creation create(Inbox inbox) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void update(Inbox inbox) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inbox> findByClientId(OrganizationId organization, ClientId clientId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PodId pod, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int count(OrganizationId organization) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int count(OrganizationId organization, PodId pod) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Inbox inbox) {
        throw new UnsupportedOperationException();
    }
}
