package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.LabelEventStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraLabelEventStoreTest implements LabelEventStoreContract {
    private final CassandraLabelEventStore store;

    CassandraLabelEventStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraLabelEventStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraLabelEventStore store() {
        return store;
    }
}
