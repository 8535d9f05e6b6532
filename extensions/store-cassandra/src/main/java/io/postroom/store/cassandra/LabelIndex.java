package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.page.PageKey;
import java.util.List;
import java.util.Optional;

/** Table {@code message_by_label}: the places of the messages that have a label, in the buckets of the messages themselves. */
final class LabelIndex {
    /** Most messages have one of these: the last to be searched by. */
    private static final Labels COMMON = Labels.of(Label.RECEIVED, Label.SENT, Label.READ);

    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteBucket;
    private final RangeQuery byTime;

    LabelIndex(CassandraKeyspace keyspace) {
        insert =
                keyspace.prepare("INSERT INTO {keyspace}.message_by_label (inbox, label, bucket, timestamp, message_id)"
                        + " VALUES (?, ?, ?, ?, ?)");
        String partition = " WHERE inbox = ? AND label = ? AND bucket = ?";
        delete = keyspace.prepare(
                "DELETE FROM {keyspace}.message_by_label" + partition + " AND timestamp = ? AND message_id = ?");
        deleteBucket = keyspace.prepare("DELETE FROM {keyspace}.message_by_label" + partition);
        String bucket = "SELECT timestamp, message_id FROM {keyspace}.message_by_label" + partition;
        byTime = new RangeQuery(keyspace, bucket, "timestamp", "message_id");
    }

    /** The label to search by; empty if there are none. */
    static Optional<Label> mostTelling(Labels labels) {
        return labels.without(COMMON).values().stream()
                .findFirst()
                .or(() -> labels.values().stream().findFirst());
    }

    BoundStatement insert(Message message, Label label, long bucket) {
        return insert.bind(
                message.inbox().value(),
                label.value(),
                bucket,
                message.timestamp(),
                message.id().value());
    }

    BoundStatement delete(Message message, Label label, long bucket) {
        return delete.bind(
                message.inbox().value(),
                label.value(),
                bucket,
                message.timestamp(),
                message.id().value());
    }

    BoundStatement deleteBucket(InboxId inbox, Label label, long bucket) {
        return deleteBucket.bind(inbox.value(), label.value(), bucket);
    }

    List<PageKey> read(InboxId inbox, Label label, long bucket, Range range, int limit) {
        return byTime.rows(range, limit, inbox.value(), label.value(), bucket).stream()
                .map(row -> new PageKey(Values.instant(row, "timestamp"), Values.text(row, "message_id")))
                .toList();
    }
}
