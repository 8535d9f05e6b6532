package io.postroom.store.cassandra;

import io.postroom.testkit.TrustPolicyStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraTrustPolicyStoreTest implements TrustPolicyStoreContract {
    private final CassandraTrustPolicyStore store;

    CassandraTrustPolicyStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraTrustPolicyStore(keyspace);
    }

    @Override
    public CassandraTrustPolicyStore store() {
        return store;
    }
}
