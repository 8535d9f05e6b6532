package io.postroom.store.cassandra;

import io.postroom.testkit.EventSumStoreContract;
import io.postroom.testkit.FixedClock;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraEventSumStoreTest implements EventSumStoreContract {
    private final CassandraEventSumStore store;

    CassandraEventSumStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraEventSumStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraEventSumStore store() {
        return store;
    }
}
