package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;

/** Reads from a partition whose rows stand in the order of time, then id, those of a {@link Range}. Thread-safe. */
final class RangeQuery {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement newestFirst;

    /**
     * @param selection {@code SELECT … FROM … WHERE …}, which names the partition
     * @param time the first clustering column
     * @param id the second one
     */
    RangeQuery(CassandraKeyspace keyspace, String selection, String time, String id) {
        this.keyspace = keyspace;
        String place = "(" + time + ", " + id + ")";
        String part = selection + " AND " + place + " >= (?, ?) AND " + place + " < (?, ?)";
        oldestFirst = keyspace.prepare(part + " ORDER BY " + time + " ASC, " + id + " ASC LIMIT ?");
        newestFirst = keyspace.prepare(part + " ORDER BY " + time + " DESC, " + id + " DESC LIMIT ?");
    }

    /**
     * At most {@code limit} rows, in the range's direction; fewer only at its end.
     *
     * @param partition what the selection asks for
     */
    List<Row> rows(Range range, int limit, Object... partition) {
        List<Object> values = new ArrayList<>(List.of(partition));
        values.add(range.from().timestamp());
        values.add(range.from().id());
        values.add(range.to().timestamp());
        values.add(range.to().id());
        values.add(limit);
        return keyspace.rows((range.ascending() ? oldestFirst : newestFirst).bind(values.toArray()));
    }
}
