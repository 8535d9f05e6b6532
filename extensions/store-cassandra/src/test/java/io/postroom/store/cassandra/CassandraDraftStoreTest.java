package io.postroom.store.cassandra;

import io.postroom.testkit.DraftStoreContract;
import io.postroom.testkit.FixedClock;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraDraftStoreTest implements DraftStoreContract {
    private final FixedClock clock = new FixedClock();
    private final CassandraDraftStore store;

    CassandraDraftStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraDraftStore(keyspace, clock);
    }

    @Override
    public CassandraDraftStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
