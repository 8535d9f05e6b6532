package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes that are made at the same time, in as few requests as servers like. Each takes effect by itself, but for those that were added
 * together, which are to one partition. For one thread.
 */
final class Writes {
    /** Cassandra warns of batches from 5 KiB ({@code batch_size_warn_threshold}), counted a little differently. */
    private static final int MOST_OCTETS = 4 << 10;

    private final CassandraKeyspace keyspace;
    private final List<List<BoundStatement>> partitions = new ArrayList<>();

    Writes(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    void add(BoundStatement write) {
        partitions.add(List.of(write));
    }

    void addAll(List<BoundStatement> writes) {
        writes.forEach(this::add);
    }

    /** Writes to one partition, which take effect together. */
    void addTogether(List<BoundStatement> writes) {
        partitions.add(writes);
    }

    /** Returns when all have ended. */
    void execute() {
        List<Statement<?>> requests = new ArrayList<>();
        List<BoundStatement> batch = new ArrayList<>();
        int inBatch = 0;
        int octets = 0;
        for (List<BoundStatement> partition : partitions) {
            int size = partition.stream().mapToInt(keyspace::octetsOf).sum();
            if (inBatch == keyspace.mostInBatch() || (inBatch > 0 && octets + size > MOST_OCTETS)) {
                requests.add(request(batch));
                batch = new ArrayList<>();
                inBatch = 0;
                octets = 0;
            }
            batch.addAll(partition);
            inBatch++;
            octets += size;
        }
        if (inBatch > 0) {
            requests.add(request(batch));
        }
        keyspace.executeAll(requests);
    }

    private static Statement<?> request(List<BoundStatement> writes) {
        if (writes.size() == 1) {
            return writes.get(0);
        }
        return BatchStatement.newInstance(DefaultBatchType.UNLOGGED)
                .addAll(writes)
                .setIdempotent(true);
    }
}
