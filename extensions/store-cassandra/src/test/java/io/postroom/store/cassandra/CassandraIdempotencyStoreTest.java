package io.postroom.store.cassandra;

import io.postroom.testkit.IdempotencyStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraIdempotencyStoreTest implements IdempotencyStoreContract {
    private final CassandraIdempotencyStore store;

    CassandraIdempotencyStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraIdempotencyStore(keyspace);
    }

    @Override
    public CassandraIdempotencyStore store() {
        return store;
    }
}
