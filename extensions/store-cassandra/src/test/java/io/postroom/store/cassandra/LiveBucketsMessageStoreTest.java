package io.postroom.store.cassandra;

import io.postroom.core.thread.MessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.MessageListContract;
import io.postroom.testkit.ThreadListContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists over buckets so small that every one of them has several. */
@ExtendWith(CassandraNode.class)
class LiveBucketsMessageStoreTest implements MessageListContract, ThreadListContract {
    private final MessageStore store;

    LiveBucketsMessageStoreTest(CassandraKeyspace keyspace) {
        FixedClock clock = new FixedClock();
        store = new CassandraMessageStore(keyspace, clock, new Buckets.Sizes(4, 1));
    }

    @Override
    public MessageStore store() {
        return store;
    }
}
