package io.postroom.core.inbox;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodContents;
import io.postroom.core.account.PodId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;

/** The inboxes of an organisation with their mail, as something that goes with it and keeps a pod from being deleted. */
public final class InboxBelongings implements Belongings, PodContents {
    private final InboxStore inboxes;
    private final InboxRemoval removal;

    public InboxBelongings(InboxStore inboxes, InboxRemoval removal) {
        this.inboxes = inboxes;
        this.removal = removal;
    }

    @Override
    public void removeAll(Organization organization) {
        Page.forEach(request -> inboxes.list(organization.id(), request), removal::remove);
    }

    @Override
    public boolean areIn(OrganizationId organization, PodId pod) {
        Page<Inbox> first = inboxes.list(organization, pod, PageRequest.first(1));
        return !first.items().isEmpty() || first.next().isPresent();
    }
}
