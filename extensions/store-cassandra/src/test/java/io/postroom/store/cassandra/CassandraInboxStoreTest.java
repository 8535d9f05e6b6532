package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.InboxStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraInboxStoreTest implements InboxStoreContract {
    private final CassandraInboxStore store;

    CassandraInboxStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraInboxStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraInboxStore store() {
        return store;
    }
}
