package io.postroom.store.cassandra;

import io.postroom.testkit.ApiKeyStoreContract;
import io.postroom.testkit.FixedClock;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraApiKeyStoreTest implements ApiKeyStoreContract {
    private final CassandraApiKeyStore store;

    CassandraApiKeyStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraApiKeyStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraApiKeyStore store() {
        return store;
    }
}
