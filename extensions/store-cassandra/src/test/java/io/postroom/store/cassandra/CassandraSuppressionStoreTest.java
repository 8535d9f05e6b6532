package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.SuppressionStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSuppressionStoreTest implements SuppressionStoreContract {
    private final CassandraSuppressionStore store;

    CassandraSuppressionStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraSuppressionStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraSuppressionStore store() {
        return store;
    }
}
