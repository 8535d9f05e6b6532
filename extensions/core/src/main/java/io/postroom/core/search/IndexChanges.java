package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.search.SearchIndex.Change;
import io.postroom.core.thread.ThreadSummary;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes of the index of changes of rows; rows and texts that did not come with them are read. For one batch. */
final class IndexChanges {
    private static final Logger LOGGER = LoggerFactory.getLogger(IndexChanges.class);

    private final IndexedRows rows;
    private final SearchIndex index;
    private final Map<InboxId, Optional<Inbox>> inboxes = new HashMap<>();
    private final Set<OrganizationId> organizations = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    IndexChanges(IndexedRows rows, SearchIndex index) {
        this.rows = rows;
        this.index = index;
    }

    /** The changes of the index, in order. Blocks; an absent store shows as an {@link UncheckedIOException}. */
    List<Change> of(List<RowChange> batch) {
        Map<InboxId, List<Indexed.Key>> looks = new LinkedHashMap<>();
        for (RowChange change : batch) {
            if (change instanceof RowChange.MessageIs is) {
                put(is.inbox(), is.message());
            } else if (change instanceof RowChange.ThreadIs is) {
                put(is.inbox(), is.thread());
            } else if (change instanceof RowChange.Gone gone) {
                changes.add(new Change.Remove(gone.subject()));
            } else if (change instanceof RowChange.InboxGone gone) {
                changes.add(new Change.RemoveInbox(gone.subject()));
            } else if (change instanceof RowChange.Look look) {
                looks.computeIfAbsent(look.subject().inbox(), inbox -> new ArrayList<>())
                        .add(look.subject());
            }
        }
        looks.forEach(this::look);
        return changes;
    }

    /** Whose rows they were. */
    Set<OrganizationId> organizations() {
        return organizations;
    }

    private void put(Inbox inbox, Message message) {
        organizations.add(inbox.organization());
        changes.add(new Change.Put(Indexed.of(inbox, message, text(message))));
    }

    private void put(Inbox inbox, ThreadSummary thread) {
        organizations.add(inbox.organization());
        changes.add(new Change.Put(Indexed.of(inbox, thread)));
    }

    /** The text of a message never changes: what is in the index need not be read from the mailbox again. */
    private String text(Message message) {
        return index.text(Indexed.Key.of(message), message.digest().hex())
                .or(() -> read(message))
                .orElse("");
    }

    private Optional<String> read(Message message) {
        try {
            return rows.texts().of(message);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.error("the text of {} in {} cannot be searched", message.id(), message.inbox(), e);
            return Optional.empty();
        }
    }

    private void look(InboxId id, List<Indexed.Key> keys) {
        Optional<Inbox> inbox = inboxes.computeIfAbsent(id, rows.inboxes()::find);
        if (inbox.isEmpty()) {
            keys.forEach(key -> changes.add(new Change.Remove(key)));
            return;
        }
        Map<String, Message> found = messages(id, keys);
        for (Indexed.Key key : keys) {
            if (key.kind() == Indexed.Kind.THREAD) {
                rows.messages()
                        .findThread(id, ThreadId.parse(key.id()))
                        .ifPresentOrElse(thread -> put(inbox.get(), thread), () -> changes.add(new Change.Remove(key)));
            } else if (found.containsKey(key.id())) {
                put(inbox.get(), found.get(key.id()));
            } else {
                changes.add(new Change.Remove(key));
            }
        }
    }

    private Map<String, Message> messages(InboxId inbox, List<Indexed.Key> keys) {
        List<MessageId> ids = keys.stream()
                .filter(key -> key.kind() == Indexed.Kind.MESSAGE)
                .map(key -> new MessageId(key.id()))
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : rows.messages().find(inbox, ids).stream()
                        .collect(Collectors.toMap(message -> message.id().value(), Function.identity()));
    }
}
