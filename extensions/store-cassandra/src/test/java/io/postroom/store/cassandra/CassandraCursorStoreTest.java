package io.postroom.store.cassandra;

import io.postroom.testkit.CursorStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraCursorStoreTest implements CursorStoreContract {
    private final CassandraCursorStore store;

    CassandraCursorStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraCursorStore(keyspace);
    }

    @Override
    public CassandraCursorStore store() {
        return store;
    }
}
