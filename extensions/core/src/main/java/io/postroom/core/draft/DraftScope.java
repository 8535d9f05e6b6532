package io.postroom.core.draft;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import java.util.List;

/** The places in which a list of drafts can be asked for. */
public sealed interface DraftScope {
    record OfInbox(InboxId inbox) implements DraftScope {}

    record OfPod(OrganizationId organization, PodId pod) implements DraftScope {}

    record OfOrganization(OrganizationId organization) implements DraftScope {}

    /** Those in which the draft is listed. */
    static List<DraftScope> of(Draft draft) {
        return List.of(
                new OfInbox(draft.inbox()),
                new OfPod(draft.organization(), draft.pod()),
                new OfOrganization(draft.organization()));
    }
}
