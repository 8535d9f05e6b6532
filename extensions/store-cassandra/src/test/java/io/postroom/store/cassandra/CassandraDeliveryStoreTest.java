package io.postroom.store.cassandra;

import io.postroom.testkit.DeliveryStoreContract;
import io.postroom.testkit.FixedClock;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraDeliveryStoreTest implements DeliveryStoreContract {
    private final FixedClock clock = new FixedClock();
    private final CassandraDeliveryStore store;

    CassandraDeliveryStoreTest(CassandraKeyspace keyspace) {
        store = new CassandraDeliveryStore(keyspace, clock);
    }

    @Override
    public CassandraDeliveryStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
