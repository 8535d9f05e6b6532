package io.postroom.store.cassandra;

import io.postroom.testkit.EventLogContract;
import io.postroom.testkit.FixedClock;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraEventLogTest implements EventLogContract {
    private final CassandraEventLog log;

    CassandraEventLogTest(CassandraKeyspace keyspace) {
        log = new CassandraEventLog(keyspace, new FixedClock());
    }

    @Override
    public CassandraEventLog log() {
        return log;
    }
}
