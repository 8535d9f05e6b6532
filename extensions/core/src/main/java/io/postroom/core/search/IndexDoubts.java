package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Position;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ThreadId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be in the rows and not in the index: what was appended to the logs since the last commit, inboxes of which too many changes were heard,
 * or everything. One thread resolves it, others may say more of it.
 */
final class IndexDoubts {
    private static final int BATCH = 100;
    private static final int MOST_WAITING = 500;
    private static final Logger LOGGER = LoggerFactory.getLogger(IndexDoubts.class);

    private final SearchIndex index;
    private final RowChanges changes;
    private final IndexedRows rows;
    private final AtomicBoolean logs = new AtomicBoolean();
    private final AtomicBoolean everything = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Map<OrganizationId, Position> cursors = Map.of();

    IndexDoubts(SearchIndex index, RowChanges changes, IndexedRows rows) {
        this.index = index;
        this.changes = changes;
        this.rows = rows;
    }

    /** The index is as it was committed last. */
    void begin(IndexProgress progress) {
        cursors = progress.cursors();
        logs.set(progress.complete());
        everything.set(!progress.complete() || !progress.clean());
    }

    /** Nobody knows how far the index is. */
    void everything() {
        everything.set(true);
    }

    boolean isEmpty() {
        return !logs.get() && !everything.get() && underWay.get() == 0 && !changes.isDoubtful();
    }

    /**
     * Resolves one doubt, if there is any.
     *
     * @return after everything was compared, the ends of all logs when that began
     */
    Optional<Map<OrganizationId, Position>> resolveOne() {
        underWay.incrementAndGet();
        try {
            if (logs.get()) {
                readLogs();
                logs.set(false);
            } else if (everything.getAndSet(false)) {
                return Optional.of(compareEverything());
            } else {
                resolveInbox();
            }
            return Optional.empty();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void resolveInbox() {
        Optional<InboxId> inbox = changes.takeDoubtful();
        try {
            inbox.ifPresent(id -> comparison(each -> {}).compare(id));
        } catch (RuntimeException e) {
            inbox.ifPresent(changes::doubt);
            throw e;
        }
    }

    private Map<OrganizationId, Position> compareEverything() {
        try {
            Map<OrganizationId, Position> ends = new HashMap<>();
            for (Organization organization : rows.organizations().list()) {
                ends.put(organization.id(), rows.log().end(organization.id()));
            }
            AtomicInteger looked = new AtomicInteger();
            compareAll(inbox -> looked.incrementAndGet());
            changes.awaitRoom(0);
            LOGGER.info("the search index is compared with {} messages and threads", looked);
            return ends;
        } catch (RuntimeException e) {
            everything.set(true);
            throw e;
        }
    }

    /** @param each told, of each row, the inbox it is in */
    void compareAll(Consumer<InboxId> each) {
        index.verify();
        IndexComparison comparison = comparison(each);
        rows.forEachInbox(comparison::compare);
        index.forEachInbox(inbox -> {
            if (rows.inboxes().find(inbox).isEmpty()) {
                changes.gone(inbox);
            }
        });
    }

    private IndexComparison comparison(Consumer<InboxId> each) {
        return new IndexComparison(rows, index, changes, each);
    }

    private void readLogs() {
        for (Organization organization : rows.organizations().list()) {
            Position after = cursors.getOrDefault(organization.id(), Position.START);
            List<EventLog.Entry> entries = rows.log().readAfter(organization.id(), after, BATCH);
            while (!entries.isEmpty()) {
                changes.awaitRoom(MOST_WAITING);
                entries.forEach(entry -> look(entry.event().body()));
                after = entries.get(entries.size() - 1).position();
                entries = rows.log().readAfter(organization.id(), after, BATCH);
            }
        }
    }

    private void look(EventBody body) {
        if (body instanceof EventBody.Received received) {
            Message message = received.message();
            look(message.inbox(), message.id(), message.thread());
        } else {
            about(body).ifPresent(ref -> look(ref.inbox(), ref.id(), ref.thread()));
        }
    }

    private static Optional<MessageRef> about(EventBody body) {
        if (body instanceof EventBody.Sent sent) {
            return Optional.of(sent.message());
        }
        if (body instanceof EventBody.Delivered delivered) {
            return Optional.of(delivered.message());
        }
        if (body instanceof EventBody.Bounced bounced) {
            return Optional.of(bounced.message());
        }
        if (body instanceof EventBody.Complained complained) {
            return Optional.of(complained.message());
        }
        return body instanceof EventBody.Rejected rejected ? Optional.of(rejected.message()) : Optional.empty();
    }

    private void look(InboxId inbox, MessageId message, ThreadId thread) {
        changes.look(new Indexed.Key(Indexed.Kind.MESSAGE, inbox, message.value()));
        changes.look(new Indexed.Key(Indexed.Kind.THREAD, inbox, thread.toString()));
    }
}
