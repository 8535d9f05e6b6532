package io.postroom.store.cassandra;

import io.postroom.core.thread.MessageStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.MessageListContract;
import io.postroom.testkit.ThreadListContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists over buckets so small that every one of them has several. */
@ExtendWith(CassandraNode.class)
class ImportedBucketsMessageStoreTest implements MessageListContract, ThreadListContract {
    private final MessageStore store;

    ImportedBucketsMessageStoreTest(CassandraKeyspace keyspace) {
        FixedClock clock = new FixedClock();
        clock.advance(Duration.ofDays(30));
        store = new CassandraMessageStore(keyspace, clock, new Buckets.Sizes(4, 1));
    }

    @Override
    public MessageStore store() {
        return store;
    }
}
