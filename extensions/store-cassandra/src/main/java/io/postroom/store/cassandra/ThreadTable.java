package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore.ThreadStanding;
import io.postroom.core.thread.ThreadSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Table {@code thread}: a thread's summary and the places of its messages, in one partition, so that both change in one step: a message
 * that stands here is one that the summary knows of.
 */
final class ThreadTable {
    private static final Bucket WHOLE = new Bucket(Bucket.FIRST, Bucket.FOREVER);

    private final CassandraKeyspace keyspace;
    private final PreparedStatement saveSummary;
    private final PreparedStatement addMessage;
    private final PreparedStatement removeMessage;
    private final PreparedStatement delete;
    private final PreparedStatement findSummary;
    private final PreparedStatement findNewest;
    private final PreparedStatement findMessage;
    private final PreparedStatement root;
    private final RangeQuery byTime;

    ThreadTable(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        saveSummary = keyspace.prepare("UPDATE {keyspace}.thread SET inbox = ?, summary = ? WHERE thread = ?");
        addMessage = keyspace.prepare(
                "INSERT INTO {keyspace}.thread (thread, timestamp, message_id, mailbox_id) VALUES (?, ?, ?, ?)");
        removeMessage =
                keyspace.prepare("DELETE FROM {keyspace}.thread WHERE thread = ? AND timestamp = ? AND message_id = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.thread WHERE thread = ?");
        findSummary = keyspace.prepare("SELECT summary FROM {keyspace}.thread WHERE thread = ? LIMIT 1");
        findNewest = keyspace.prepare("SELECT inbox, summary, timestamp FROM {keyspace}.thread"
                + " WHERE thread = ? ORDER BY timestamp DESC, message_id DESC LIMIT 1");
        findMessage = keyspace.prepare(
                "SELECT message_id FROM {keyspace}.thread" + " WHERE thread = ? AND timestamp = ? AND message_id = ?");
        root = keyspace.prepare("SELECT inbox, mailbox_id FROM {keyspace}.thread WHERE thread = ? LIMIT 1");
        String places = "SELECT inbox, timestamp, message_id FROM {keyspace}.thread WHERE thread = ?";
        byTime = new RangeQuery(keyspace, places, "timestamp", "message_id");
    }

    private BoundStatement saveSummary(ThreadSummary summary) {
        return saveSummary.bind(
                summary.inbox().value(),
                Json.write(ThreadJson.of(summary)),
                summary.id().value());
    }

    /** Adds a message and sets the summary with it, in one step. */
    List<BoundStatement> add(Message message, ThreadSummary after) {
        return List.of(
                addMessage.bind(
                        message.thread().value(),
                        message.timestamp(),
                        message.id().value(),
                        message.mailboxId().value()),
                saveSummary(after));
    }

    BoundStatement update(ThreadSummary after) {
        return saveSummary(after);
    }

    /** Removes a message and sets the summary without it, in one step. */
    List<BoundStatement> remove(Message message, Optional<ThreadSummary> after) {
        return after.map(summary -> List.of(
                        removeMessage.bind(
                                message.thread().value(),
                                message.timestamp(),
                                message.id().value()),
                        saveSummary(summary)))
                .orElseGet(() -> List.of(delete(message.thread())));
    }

    BoundStatement delete(ThreadId thread) {
        return delete.bind(thread.value());
    }

    Optional<ThreadSummary> find(ThreadId thread) {
        return keyspace.one(findSummary.bind(thread.value())).flatMap(ThreadTable::summary);
    }

    /** The summaries of these threads, in their order. */
    List<Optional<ThreadSummary>> findAll(List<ThreadId> threads) {
        return keyspace
                .rowsOfEach(threads.stream()
                        .map(thread -> findSummary.bind(thread.value()))
                        .toList())
                .stream()
                .map(rows -> rows.stream().findFirst().flatMap(ThreadTable::summary))
                .toList();
    }

    /** One query where the message stands behind all others of its thread, as most do; two elsewhere. */
    ThreadStanding standing(Message message) {
        Optional<Row> newest =
                keyspace.one(findNewest.bind(message.thread().value())).filter(row -> isIn(message.inbox(), row));
        Optional<ThreadSummary> thread = newest.flatMap(ThreadTable::summary);
        if (thread.isEmpty()) {
            return ThreadStanding.NEW;
        }
        boolean isNewer = message.timestamp().isAfter(Values.instant(newest.get(), "timestamp"));
        return new ThreadStanding(thread, !isNewer && counts(message));
    }

    private boolean counts(Message message) {
        return keyspace.one(findMessage.bind(
                        message.thread().value(),
                        message.timestamp(),
                        message.id().value()))
                .isPresent();
    }

    private static Optional<ThreadSummary> summary(Row row) {
        return Values.optionalText(row, "summary")
                .map(text -> Json.read(text, ThreadJson.class).toSummary());
    }

    Optional<MailboxMessageId> root(InboxId inbox, ThreadId thread) {
        return keyspace.one(root.bind(thread.value()))
                .filter(row -> isIn(inbox, row))
                .flatMap(row -> Values.optionalText(row, "mailbox_id"))
                .map(MailboxMessageId::new);
    }

    /** @param resolve the messages at these places, in their order */
    Page<Message> messages(
            InboxId inbox,
            ThreadId thread,
            PageRequest request,
            Function<List<PageKey>, List<Optional<Message>>> resolve) {
        return new BucketWalk<PageKey, Message>(
                        (bucket, range, limit) -> read(inbox, thread, range, limit), place -> place, resolve)
                .page(List.of(WHOLE), Range.of(request), request.limit());
    }

    private List<PageKey> read(InboxId inbox, ThreadId thread, Range range, int limit) {
        return byTime.rows(range, limit, thread.value()).stream()
                .filter(row -> isIn(inbox, row))
                .map(row -> new PageKey(Values.instant(row, "timestamp"), Values.text(row, "message_id")))
                .toList();
    }

    private static boolean isIn(InboxId inbox, Row row) {
        return inbox.value().equals(row.getString("inbox"));
    }
}
