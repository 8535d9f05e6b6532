package io.postroom.store.cassandra;

import io.postroom.testkit.MailboxMarksContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraMailboxMarksTest implements MailboxMarksContract {
    private final CassandraMailboxMarks store;

    CassandraMailboxMarksTest(CassandraKeyspace keyspace) {
        store = new CassandraMailboxMarks(keyspace);
    }

    @Override
    public CassandraMailboxMarks store() {
        return store;
    }
}
