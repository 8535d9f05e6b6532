package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.PodStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraPodStoreTest implements PodStoreContract {
    private final CassandraPodStore store;

    CassandraPodStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraPodStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraPodStore store() {
        return store;
    }
}
