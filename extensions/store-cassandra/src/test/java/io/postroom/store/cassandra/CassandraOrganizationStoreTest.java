package io.postroom.store.cassandra;

import io.postroom.testkit.OrganizationStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraOrganizationStoreTest implements OrganizationStoreContract {
    private final CassandraOrganizationStore store;

    CassandraOrganizationStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraOrganizationStore(keyspace);
    }

    @Override
    public CassandraOrganizationStore store() {
        return store;
    }
}
