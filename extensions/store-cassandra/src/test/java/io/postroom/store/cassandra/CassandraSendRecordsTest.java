package io.postroom.store.cassandra;

import io.postroom.testkit.SendRecordsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSendRecordsTest implements SendRecordsContract {
    private final CassandraSendRecords records;

    CassandraSendRecordsTest(CassandraKeyspace keyspace) {
        records = new CassandraSendRecords(keyspace);
    }

    @Override
    public CassandraSendRecords records() {
        return records;
    }
}
