package io.postroom.store.cassandra;

import io.postroom.testkit.SignUpStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSignUpStoreTest implements SignUpStoreContract {
    private final CassandraSignUpStore store;

    CassandraSignUpStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraSignUpStore(keyspace);
    }

    @Override
    public CassandraSignUpStore signUps() {
        return store;
    }
}
