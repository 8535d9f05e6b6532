package io.postroom.store.cassandra;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.WebhookStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraWebhookStoreTest implements WebhookStoreContract {
    private final CassandraWebhookStore store;

    CassandraWebhookStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraWebhookStore(keyspace, new FixedClock());
    }

    @Override
    public CassandraWebhookStore store() {
        return store;
    }
}
