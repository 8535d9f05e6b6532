package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftScope;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drafts in maps. Thread-safe. */
public final class MemoryDraftStore implements DraftStore {
    private record Place(InboxId inbox, MailboxMessageId mail) {}

    private record Due(Instant at, String id) {}

    private final Map<DraftId, Draft> byId = new HashMap<>();
    private final Map<Place, DraftId> byMail = new HashMap<>();
    private final Map<DraftScope, OrderedRows<Draft>> lists = new HashMap<>();
    private final TreeMap<Due, DraftId> due =
            new TreeMap<>(Comparator.comparing(Due::at).thenComparing(Due::id));

    @Override
    public synchronized boolean add(Draft draft) {
        if (byId.containsKey(draft.id())) {
            return false;
        }
        put(draft);
        return true;
    }

    @Override
    public synchronized boolean replace(Draft before, Draft after) {
        Draft known = byId.get(before.id());
        if (known == null || known.version() != before.version()) {
            return false;
        }
        remove(known);
        put(after);
        return true;
    }

    @Override
    public synchronized boolean delete(Draft draft) {
        Draft known = byId.get(draft.id());
        if (known != null && known.version() == draft.version()) {
            remove(known);
        }
        return known == null || known.version() == draft.version();
    }

    private void put(Draft draft) {
        byId.put(draft.id(), draft);
        byMail.put(new Place(draft.inbox(), draft.mailboxId()), draft.id());
        DraftScope.of(draft).forEach(scope -> listOf(scope).put(place(draft), draft));
        draft.schedule().dueAt().ifPresent(at -> due.put(new Due(at, draft.id().toString()), draft.id()));
    }

    private void remove(Draft draft) {
        byId.remove(draft.id());
        byMail.remove(new Place(draft.inbox(), draft.mailboxId()));
        DraftScope.of(draft).forEach(scope -> listOf(scope).remove(place(draft)));
        draft.schedule()
                .dueAt()
                .ifPresent(at -> due.remove(new Due(at, draft.id().toString())));
    }

    @Override
    public synchronized Optional<Draft> find(DraftId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<Draft> findByMailboxId(InboxId inbox, MailboxMessageId mail) {
        return Optional.ofNullable(byMail.get(new Place(inbox, mail))).flatMap(this::find);
    }

    @Override
    public synchronized Page<Draft> list(DraftScope scope, MessageFilter filter, PageRequest request) {
        return listOf(scope).page(request, draft -> filter.accepts(draft.labels(), draft.updatedAt()));
    }

    @Override
    public synchronized List<Draft> due(Instant now, int limit) {
        return due.entrySet().stream()
                .takeWhile(entry -> !entry.getKey().at().isAfter(now))
                .limit(limit)
                .map(entry -> byId.get(entry.getValue()))
                .toList();
    }

    @Override
    public synchronized void deleteAll(Inbox inbox) {
        listOf(new DraftScope.OfInbox(inbox.id())).all().forEach(this::remove);
    }

    private OrderedRows<Draft> listOf(DraftScope scope) {
        return lists.computeIfAbsent(scope, key -> new OrderedRows<>());
    }

    private static PageKey place(Draft draft) {
        return new PageKey(draft.updatedAt(), draft.id().toString());
    }
}
