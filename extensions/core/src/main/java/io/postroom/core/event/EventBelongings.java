package io.postroom.core.event;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;

/** What the log says of an organisation, as something that goes with it. */
public final class EventBelongings implements Belongings {
    private final EventLog log;

    public EventBelongings(EventLog log) {
        this.log = log;
    }

    @Override
    public void removeAll(Organization organization) {
        log.deleteAll(organization.id());
    }
}
