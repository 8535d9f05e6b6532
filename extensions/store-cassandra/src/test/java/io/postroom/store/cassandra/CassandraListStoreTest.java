package io.postroom.store.cassandra;

import io.postroom.testkit.ListStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraListStoreTest implements ListStoreContract {
    private final CassandraListStore store;

    CassandraListStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraListStore(keyspace);
    }

    @Override
    public CassandraListStore store() {
        return store;
    }
}
