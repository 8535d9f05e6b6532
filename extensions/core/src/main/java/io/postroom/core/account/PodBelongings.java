package io.postroom.core.account;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;

/** The pods of an organisation, as something that goes with it; what is in them goes first. */
public final class PodBelongings implements Belongings {
    private final PodStore pods;

    public PodBelongings(PodStore pods) {
        this.pods = pods;
    }

    @Override
    public void removeAll(Organization organization) {
        Page<Pod> page = pods.list(organization.id(), PageRequest.first(PageRequest.MAX_LIMIT));
        page.items().forEach(pods::delete);
        while (page.next().isPresent()) {
            page = pods.list(organization.id(), new PageRequest(PageRequest.MAX_LIMIT, page.next(), false));
            page.items().forEach(pods::delete);
        }
    }
}
