package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import java.util.List;
import java.util.Optional;

/**
 * Puts right what a process that died may have left at the end of a log: entries whose place is not recorded, which a repetition of the
 * append would write a second time, and entries that a repetition has written a second time already. Nobody was shown the latter, since
 * readers stop before what is not finished.
 */
final class LogRepair {
    /** More than a process writes at the same time, by far. */
    private static final int LAST = 500;

    private final CassandraKeyspace keyspace;
    private final EventPlaces places;
    private final PreparedStatement lastEntries;
    private final PreparedStatement find;
    private final PreparedStatement clear;

    LogRepair(CassandraKeyspace keyspace, EventPlaces places) {
        this.keyspace = keyspace;
        this.places = places;
        String bucket = "{keyspace}.event_log WHERE organization = ? AND bucket = ?";
        lastEntries =
                keyspace.prepare("SELECT position, event_id FROM " + bucket + " ORDER BY position DESC LIMIT " + LAST);
        find = keyspace.prepare("SELECT event_id FROM " + bucket + " AND position = ?");
        clear = keyspace.prepare("DELETE FROM " + bucket + " AND position = ?");
    }

    void repair(OrganizationId organization, long bucket) {
        List<Row> rows = keyspace.rows(lastEntries.bind(organization.value(), bucket));
        List<EventId> ids = rows.stream()
                .map(row -> new EventId(Values.text(row, "event_id")))
                .toList();
        List<Optional<LogTail.Place>> recorded = places.findAll(organization, ids);
        for (int i = 0; i < rows.size(); i++) {
            LogTail.Place there = new LogTail.Place(bucket, rows.get(i).getLong("position"));
            if (!recorded.get(i).equals(Optional.of(there))) {
                repair(organization, ids.get(i), there, recorded.get(i));
            }
        }
    }

    private void repair(
            OrganizationId organization, EventId id, LogTail.Place there, Optional<LogTail.Place> recorded) {
        boolean isThereTwice = recorded.flatMap(
                        place -> keyspace.one(find.bind(organization.value(), place.bucket(), place.position())))
                .filter(row -> id.value().equals(Values.text(row, "event_id")))
                .isPresent();
        if (isThereTwice) {
            keyspace.execute(clear.bind(organization.value(), there.bucket(), there.position()));
        } else {
            keyspace.execute(places.save(organization, id, there));
        }
    }
}
