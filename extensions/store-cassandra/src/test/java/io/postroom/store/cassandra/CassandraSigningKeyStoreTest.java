package io.postroom.store.cassandra;

import io.postroom.testkit.SigningKeyStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSigningKeyStoreTest implements SigningKeyStoreContract {
    private final CassandraSigningKeyStore store;

    CassandraSigningKeyStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraSigningKeyStore(keyspace);
    }

    @Override
    public CassandraSigningKeyStore store() {
        return store;
    }
}
