package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Table {@code message}: whole rows in the order of time, so that a page of a list is one query. Filtered lists go by
 * {@link LabelIndex}, which has the same buckets.
 */
final class MessageTable {
    private static final TupleType PLACE = DataTypes.tupleOf(DataTypes.TIMESTAMP, DataTypes.TEXT);

    private final CassandraKeyspace keyspace;
    private final Buckets buckets;
    private final LabelIndex index;
    private final PreparedStatement insert;
    private final PreparedStatement relabel;
    private final PreparedStatement delete;
    private final PreparedStatement deleteBucket;
    private final PreparedStatement newest;
    private final PreparedStatement measure;
    private final PreparedStatement findAll;
    private final RangeQuery byTime;

    MessageTable(CassandraKeyspace keyspace, Buckets buckets) {
        this.keyspace = keyspace;
        this.buckets = buckets;
        index = new LabelIndex(keyspace);
        insert = keyspace.prepare(
                "INSERT INTO {keyspace}.message (inbox, bucket, timestamp, message_id, thread, mailbox_id,"
                        + " digest, labels, envelope, preview, attachments, size, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        String row = " WHERE inbox = ? AND bucket = ? AND timestamp = ? AND message_id = ?";
        relabel = keyspace.prepare("UPDATE {keyspace}.message SET labels = ?, updated_at = ?" + row);
        delete = keyspace.prepare("DELETE FROM {keyspace}.message" + row);
        deleteBucket = keyspace.prepare("DELETE FROM {keyspace}.message WHERE inbox = ? AND bucket = ?");
        newest = keyspace.prepare("SELECT timestamp FROM {keyspace}.message WHERE inbox = ? AND bucket = ?"
                + " ORDER BY timestamp DESC, message_id DESC LIMIT 1");
        // what is left of a message that was labelled and deleted at the same time has no thread, and no size
        measure = keyspace.prepare("SELECT COUNT(thread) AS messages, SUM(size) AS octets FROM {keyspace}.message"
                + " WHERE inbox = ? AND bucket = ?");
        findAll = keyspace.prepare(
                "SELECT * FROM {keyspace}.message WHERE inbox = ? AND bucket = ? AND (timestamp, message_id) IN ?");
        String bucket = "SELECT * FROM {keyspace}.message WHERE inbox = ? AND bucket = ?";
        byTime = new RangeQuery(keyspace, bucket, "timestamp", "message_id");
    }

    private static String list(InboxId inbox) {
        return "messages/" + inbox;
    }

    /** The bucket of a new message; to be asked once for each. */
    long newBucket(Message message) {
        String inbox = message.inbox().value();
        return buckets.place(
                list(message.inbox()),
                message.timestamp(),
                bucket -> keyspace.one(newest.bind(inbox, bucket)).map(row -> Values.instant(row, "timestamp")));
    }

    private long bucketOf(Message message) {
        return buckets.find(list(message.inbox()), message.timestamp());
    }

    BoundStatement insert(Message message, long bucket) {
        return Values.withoutNulls(insert.bind(
                message.inbox().value(),
                bucket,
                message.timestamp(),
                message.id().value(),
                message.thread().value(),
                message.mailboxId().value(),
                Values.octets(message.digest()),
                message.labels().isEmpty()
                        ? null
                        : new HashSet<>(message.labels().texts()),
                Json.write(EnvelopeJson.of(message.envelope())),
                message.preview().orElse(null),
                AttachmentsJson.write(message.attachments()),
                message.size(),
                message.updatedAt()));
    }

    /** Sets labels and the time of the change; the index is separate. */
    BoundStatement relabel(Message after) {
        return relabel.bind(
                new HashSet<>(after.labels().texts()),
                after.updatedAt(),
                after.inbox().value(),
                bucketOf(after),
                after.timestamp(),
                after.id().value());
    }

    BoundStatement delete(Message message) {
        return delete.bind(
                message.inbox().value(),
                bucketOf(message),
                message.timestamp(),
                message.id().value());
    }

    /** The entries of the index for these labels of a message. */
    List<BoundStatement> index(Message message, Labels labels, long bucket) {
        return labels.values().stream()
                .map(label -> index.insert(message, label, bucket))
                .toList();
    }

    List<BoundStatement> index(Message message, Labels labels) {
        return index(message, labels, bucketOf(message));
    }

    List<BoundStatement> unindex(Message message, Labels labels) {
        long bucket = bucketOf(message);
        return labels.values().stream()
                .map(label -> index.delete(message, label, bucket))
                .toList();
    }

    /** What stands at these places of an inbox, in their order; one query for each partition. */
    List<Optional<Message>> findAll(InboxId inbox, List<PageKey> places) {
        Map<Long, List<TupleValue>> byBucket = new HashMap<>();
        for (PageKey place : places) {
            byBucket.computeIfAbsent(buckets.find(list(inbox), place.timestamp()), bucket -> new ArrayList<>())
                    .add(PLACE.newValue(place.timestamp(), place.id()));
        }
        List<BoundStatement> queries = new ArrayList<>();
        byBucket.forEach((bucket, tuples) -> queries.add(findAll.bind(inbox.value(), bucket, tuples)));
        Map<PageKey, Message> found = keyspace.rowsOfEach(queries).stream()
                .flatMap(List::stream)
                .flatMap(row -> message(row).stream())
                .collect(Collectors.toMap(Message::place, message -> message, (one, same) -> one));
        return places.stream()
                .map(place -> Optional.ofNullable(found.get(place)))
                .toList();
    }

    Page<Message> list(InboxId inbox, MessageFilter filter, PageRequest request) {
        Range range = Range.of(request, filter.before(), filter.after());
        List<Bucket> all = buckets.of(list(inbox));
        Optional<Label> rarest = LabelIndex.mostTelling(filter.labels());
        if (rarest.isPresent()) {
            return new BucketWalk<PageKey, Message>(
                            (bucket, part, limit) -> index.read(inbox, rarest.get(), bucket, part, limit),
                            place -> place,
                            places -> wanted(findAll(inbox, places), filter))
                    .page(all, range, request.limit());
        }
        return new BucketWalk<Row, Message>(
                        (bucket, part, limit) -> byTime.rows(part, limit, inbox.value(), bucket),
                        row -> new PageKey(Values.instant(row, "timestamp"), Values.text(row, "message_id")),
                        rows -> wanted(rows.stream().map(MessageTable::message).toList(), filter))
                .page(all, range, request.limit());
    }

    private static List<Optional<Message>> wanted(List<Optional<Message>> messages, MessageFilter filter) {
        return messages.stream()
                .map(message -> message.filter(row -> filter.accepts(row.labels(), row.timestamp())))
                .toList();
    }

    /** @param octets of the messages together */
    record Size(long messages, long octets) {}

    /** Counts inside of Cassandra, one bucket after another, so that a large inbox keeps one thread of it busy and no more. */
    Size size(InboxId inbox) {
        Size size = new Size(0, 0);
        for (Bucket bucket : buckets.of(list(inbox))) {
            Row row = keyspace.one(measure.bind(inbox.value(), bucket.start())).orElseThrow();
            size = new Size(size.messages() + row.getLong("messages"), size.octets() + row.getLong("octets"));
        }
        return size;
    }

    /** Removes the partitions of an inbox and of its index entries for {@code labels}. */
    void deleteAll(InboxId inbox, Labels labels) {
        List<BoundStatement> deletions = new ArrayList<>();
        for (Bucket bucket : buckets.of(list(inbox))) {
            deletions.add(deleteBucket.bind(inbox.value(), bucket.start()));
            labels.values().forEach(label -> deletions.add(index.deleteBucket(inbox, label, bucket.start())));
        }
        keyspace.executeAll(deletions);
        buckets.deleteAll(list(inbox));
    }

    /** Empty for what is left when labels were set on a message that was deleted at the same time. */
    private static Optional<Message> message(Row row) {
        if (row.isNull("thread")) {
            return Optional.empty();
        }
        return Optional.of(new Message(
                new InboxId(Values.text(row, "inbox")),
                new MessageId(Values.text(row, "message_id")),
                new ThreadId(Values.uuid(row, "thread")),
                new MailboxMessageId(Values.text(row, "mailbox_id")),
                Values.digest(row, "digest"),
                Values.instant(row, "timestamp"),
                Labels.parse(Values.texts(row, "labels")),
                Json.read(Values.text(row, "envelope"), EnvelopeJson.class).toEnvelope(),
                Values.optionalText(row, "preview"),
                AttachmentsJson.read(row.getString("attachments")),
                row.getLong("size"),
                Values.instant(row, "updated_at")));
    }
}
