package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;

/**
 * Removes the log of an organisation, bucket by bucket: the places of its events, then the entries that name them, then the bucket
 * itself. So what an interruption leaves is found by a repetition. Thread-safe.
 */
final class LogRemoval {
    private final CassandraKeyspace keyspace;
    private final EventPlaces places;
    private final PreparedStatement buckets;
    private final PreparedStatement events;
    private final PreparedStatement deleteEntries;
    private final PreparedStatement deleteBucket;

    LogRemoval(CassandraKeyspace keyspace, EventPlaces places) {
        this.keyspace = keyspace;
        this.places = places;
        String bucket = " WHERE organization = ? AND ";
        buckets = keyspace.prepare("SELECT start FROM {keyspace}.event_bucket WHERE organization = ?");
        events = keyspace.prepare("SELECT event_id FROM {keyspace}.event_log" + bucket + "bucket = ?");
        deleteEntries = keyspace.prepare("DELETE FROM {keyspace}.event_log" + bucket + "bucket = ?");
        deleteBucket = keyspace.prepare("DELETE FROM {keyspace}.event_bucket" + bucket + "start = ?");
    }

    void remove(OrganizationId organization) {
        for (Row bucket : keyspace.rows(buckets.bind(organization.value()))) {
            long start = bucket.getLong("start");
            Writes gone = new Writes(keyspace);
            keyspace.rows(events.bind(organization.value(), start))
                    .forEach(row -> gone.add(places.delete(organization, new EventId(Values.text(row, "event_id")))));
            gone.execute();
            keyspace.execute(deleteEntries.bind(organization.value(), start));
            keyspace.execute(deleteBucket.bind(organization.value(), start));
        }
    }
}
