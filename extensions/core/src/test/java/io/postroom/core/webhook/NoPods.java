package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Optional;

/** A store without pods, of which nothing but look-ups is asked. */
record NoPods() implements PodStore {
    @Override
    public Optional<Pod> find(OrganizationId organization, PodId id) {
        return Optional.empty();
    }

    @Override
    public Pod create(Pod pod) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean setClosing(Pod pod, boolean closing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Pod> list(OrganizationId organization, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Pod pod) {
        throw new UnsupportedOperationException();
    }
}
