package io.postroom.store.cassandra;

import io.postroom.testkit.SenderStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSenderStoreTest implements SenderStoreContract {
    private final CassandraSenderStore store;

    CassandraSenderStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraSenderStore(keyspace);
    }

    @Override
    public CassandraSenderStore store() {
        return store;
    }
}
