package io.postroom.core.policy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows callers what mail was refused in their scope. Thread-safe; calls block. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}.
 */
public final class Refusals {
    private final RefusalStore store;
    private final Inboxes inboxes;

    public Refusals(RefusalStore store, Inboxes inboxes) {
        this.store = store;
        this.inboxes = inboxes;
    }

    /**
     * Ordered by time.
     *
     * @param inbox of which those are wanted; empty for all that the caller reaches
     */
    public Page<Refusal> list(
            Caller caller,
            Optional<InboxId> inbox,
            Optional<Instant> before,
            Optional<Instant> after,
            PageRequest request) {
        Scope scope = inbox.map(id -> scopeOf(caller, id)).orElse(caller.scope());
        return store.list(caller.organization().id(), new RefusalFilter(scope, before, after), request);
    }

    private Scope scopeOf(Caller caller, InboxId id) {
        Inbox inbox = inboxes.require(caller, id, Permission.MESSAGE_READ);
        return new Scope.OneInbox(inbox.pod(), inbox.id());
    }
}
