package io.postroom.core.thread;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;

/** The places in which a list of threads can be asked for. */
public sealed interface ThreadScope {
    record OfInbox(InboxId inbox) implements ThreadScope {}

    record OfPod(OrganizationId organization, PodId pod) implements ThreadScope {}

    record OfOrganization(OrganizationId organization) implements ThreadScope {}
}
