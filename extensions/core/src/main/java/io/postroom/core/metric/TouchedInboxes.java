package io.postroom.core.metric;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.thread.RowWatch;
import io.postroom.core.thread.ThreadSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inboxes whose mail has changed since it was measured, as far as this process knows. Thread-safe; never blocks. */
public final class TouchedInboxes implements RowWatch {
    private final Map<OrganizationId, Map<InboxId, Inbox>> touched = new HashMap<>();

    @Override
    public void changed(Inbox inbox, Message message, ThreadSummary thread) {
        touch(inbox);
    }

    @Override
    public void removed(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {
        touch(inbox);
    }

    @Override
    public void emptied(Inbox inbox) {
        touch(inbox);
    }

    @Override
    public void failed(Inbox inbox, Optional<Message> message) {
        touch(inbox);
    }

    /** To be called after a change: a measurement may come between the two. */
    synchronized void touch(Inbox inbox) {
        touched.computeIfAbsent(inbox.organization(), any -> new LinkedHashMap<>())
                .put(inbox.id(), inbox);
    }

    /** Those organisations that have some. */
    synchronized Set<OrganizationId> organizations() {
        return Set.copyOf(touched.keySet());
    }

    /** Takes out at most {@code most}; whoever cannot measure one puts it back. */
    synchronized List<Inbox> take(OrganizationId organization, int most) {
        Map<InboxId, Inbox> own = touched.getOrDefault(organization, new LinkedHashMap<>());
        List<Inbox> taken = new ArrayList<>();
        Iterator<Inbox> each = own.values().iterator();
        while (each.hasNext() && taken.size() < most) {
            taken.add(each.next());
            each.remove();
        }
        if (own.isEmpty()) {
            touched.remove(organization);
        }
        return taken;
    }
}
