package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.MessageStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraMessageStoreTest implements MessageStoreContract {
    private final CassandraMessageStore store;

    CassandraMessageStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraMessageStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraMessageStore store() {
        return store;
    }
}
