package io.postroom.store.cassandra;

import io.postroom.testkit.UsageStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraUsageStoreTest implements UsageStoreContract {
    private final CassandraUsageStore store;

    CassandraUsageStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraUsageStore(keyspace);
    }

    @Override
    public CassandraUsageStore store() {
        return store;
    }
}
