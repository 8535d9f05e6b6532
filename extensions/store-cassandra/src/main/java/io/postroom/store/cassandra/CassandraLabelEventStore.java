package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.audit.LabelEvent;
import io.postroom.core.audit.LabelEvent.Kind;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.event.EventId;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events of labels in table {@code label_event}, in buckets; {@code label_change} remembers for a while when a change was first tried.
 * Thread-safe.
 */
public final class CassandraLabelEventStore implements LabelEventStore {
    private final CassandraKeyspace keyspace;
    private final Buckets buckets;
    private final PreparedStatement remember;
    private final PreparedStatement tried;
    private final PreparedStatement insert;
    private final PreparedStatement newest;
    private final RangeQuery byTime;
    private final PreparedStatement deleteBucket;

    /** @param clock says when the next partition of a long list is to begin */
    public CassandraLabelEventStore(CassandraKeyspace keyspace, Clock clock) {
        this(keyspace, clock, Buckets.USUAL_SIZES);
    }

    CassandraLabelEventStore(CassandraKeyspace keyspace, Clock clock, Buckets.Sizes sizes) {
        this.keyspace = keyspace;
        buckets = new Buckets(keyspace, clock, sizes, Buckets.Writers.ONE);
        remember = keyspace.prepare("INSERT INTO {keyspace}.label_change (inbox, change, at) VALUES (?, ?, ?)"
                + " USING TTL " + REMEMBERED.toSeconds());
        tried = keyspace.prepare("SELECT at FROM {keyspace}.label_change WHERE inbox = ? AND change = ?");
        insert = keyspace.prepare("INSERT INTO {keyspace}.label_event (inbox, bucket, at, id, kind, message_id, label)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        String bucket = "{keyspace}.label_event WHERE inbox = ? AND bucket = ?";
        newest = keyspace.prepare("SELECT at FROM " + bucket + " ORDER BY at DESC, id DESC LIMIT 1");
        byTime = new RangeQuery(keyspace, "SELECT * FROM " + bucket, "at", "id");
        deleteBucket = keyspace.prepare("DELETE FROM " + bucket);
    }

    @Override
    public Instant firstTried(InboxId inbox, Digest change, Instant at) {
        Optional<Row> known = keyspace.one(tried.bind(inbox.value(), change.hex()));
        if (known.isEmpty()) {
            keyspace.execute(remember.bind(inbox.value(), change.hex(), at));
        }
        return known.map(row -> Values.instant(row, "at")).orElse(at);
    }

    @Override
    public void add(InboxId inbox, List<LabelEvent> events) {
        Writes writes = new Writes(keyspace);
        events.forEach(event -> writes.add(insert(inbox, event)));
        writes.execute();
    }

    private BoundStatement insert(InboxId inbox, LabelEvent event) {
        long bucket = buckets.place(
                list(inbox),
                event.at(),
                start -> keyspace.one(newest.bind(inbox.value(), start)).map(row -> Values.instant(row, "at")));
        return insert.bind(
                inbox.value(),
                bucket,
                event.at(),
                event.id().value(),
                event.kind().wireName(),
                event.message().value(),
                event.label().value());
    }

    @Override
    public Page<LabelEvent> list(InboxId inbox, PageRequest request) {
        return new BucketWalk<LabelEvent, LabelEvent>(
                        (bucket, part, limit) -> byTime.rows(part, limit, inbox.value(), bucket).stream()
                                .map(CassandraLabelEventStore::event)
                                .toList(),
                        LabelEvent::place,
                        events -> events.stream().map(Optional::of).toList())
                .page(buckets.of(list(inbox)), Range.of(request), request.limit());
    }

    /** What is remembered of changes ends by itself; an inbox that is made anew has other ones. */
    @Override
    public void deleteAll(InboxId inbox) {
        keyspace.executeAll(buckets.of(list(inbox)).stream()
                .map(bucket -> deleteBucket.bind(inbox.value(), bucket.start()))
                .toList());
        buckets.deleteAll(list(inbox));
    }

    private static String list(InboxId inbox) {
        return "labels/" + inbox;
    }

    private static LabelEvent event(Row row) {
        String kind = Values.text(row, "kind");
        return new LabelEvent(
                new EventId(Values.text(row, "id")),
                Arrays.stream(Kind.values())
                        .filter(known -> known.wireName().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("unknown event of a label: " + kind)),
                new MessageId(Values.text(row, "message_id")),
                new Label(Values.text(row, "label")),
                Values.instant(row, "at"));
    }
}
