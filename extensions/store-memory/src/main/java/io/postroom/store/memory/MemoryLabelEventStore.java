package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.audit.LabelEvent;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events of labels in maps. Thread-safe. */
public final class MemoryLabelEventStore implements LabelEventStore {
    private static final class OneInbox {
        private final Map<Digest, Instant> tries = new ConcurrentHashMap<>();
        private final OrderedRows<LabelEvent> events = new OrderedRows<>();
    }

    private final Map<InboxId, OneInbox> inboxes = new ConcurrentHashMap<>();

    @Override
    public Instant firstTried(InboxId inbox, Digest change, Instant at) {
        Instant known = of(inbox).tries.putIfAbsent(change, at);
        return known == null ? at : known;
    }

    @Override
    public void add(InboxId inbox, List<LabelEvent> events) {
        events.forEach(event -> of(inbox).events.put(event.place(), event));
    }

    @Override
    public Page<LabelEvent> list(InboxId inbox, PageRequest request) {
        return of(inbox).events.page(request);
    }

    @Override
    public void deleteAll(InboxId inbox) {
        inboxes.remove(inbox);
    }

    private OneInbox of(InboxId inbox) {
        return inboxes.computeIfAbsent(inbox, any -> new OneInbox());
    }
}
