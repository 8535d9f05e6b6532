package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.RefusalStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraRefusalStoreTest implements RefusalStoreContract {
    private final FixedClock clock = new FixedClock();
    private final CassandraRefusalStore store;

    CassandraRefusalStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraRefusalStore(keyspace, clock);
    }

    @Override
    public CassandraRefusalStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
