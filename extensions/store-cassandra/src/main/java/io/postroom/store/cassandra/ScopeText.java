package io.postroom.store.cassandra;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import java.util.Optional;

/** A scope as a column: {@code organization}, {@code pod/<id>} or {@code inbox/<id of its pod>/<address>}. */
final class ScopeText {
    /** What stands before every inbox, and what is greater than that and less than all else. */
    static final String FIRST_INBOX = "inbox/";

    static final String AFTER_INBOXES = "inbox0";

    private static final String WHOLE = "organization";
    private static final String POD = "pod";
    private static final int PARTS = 3;

    private ScopeText() {}

    static String of(Scope scope) {
        if (scope instanceof Scope.OneInbox one) {
            return FIRST_INBOX + one.pod() + "/" + one.inbox();
        }
        return scope.withinPod().map(pod -> POD + "/" + pod).orElse(WHOLE);
    }

    static Scope parse(String text) {
        String[] parts = text.split("/", PARTS);
        Optional<PodId> pod = parts.length > 1 ? Optional.of(PodId.parse(parts[1])) : Optional.empty();
        Optional<InboxId> inbox = parts.length == PARTS ? Optional.of(new InboxId(parts[2])) : Optional.empty();
        return Scope.of(pod, inbox);
    }
}
