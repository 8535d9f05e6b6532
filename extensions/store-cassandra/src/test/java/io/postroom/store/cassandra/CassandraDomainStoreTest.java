package io.postroom.store.cassandra;

import io.postroom.testkit.DomainStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraDomainStoreTest implements DomainStoreContract {
    private final CassandraDomainStore store;

    CassandraDomainStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraDomainStore(keyspace);
    }

    @Override
    public CassandraDomainStore store() {
        return store;
    }
}
