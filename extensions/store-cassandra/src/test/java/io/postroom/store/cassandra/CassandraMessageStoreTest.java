package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.MessageStoreContract;
import io.postroom.testkit.PageWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @Test
    void whatIsLeftOfADeletedMessageThatWasLabelledEndsNoList() {
        List<Message> messages = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            messages.add(Fixtures.message(number).build());
            add(messages.get(number));
        }
        Message deleted = messages.remove(3);
        ThreadSummary thread = ThreadSummary.startedBy(deleted);
        store.delete(Fixtures.inbox(), deleted, thread, Optional.empty());
        store.update(Fixtures.inbox(), deleted, deleted.withLabels(Labels.NONE, Fixtures.NOW), thread, thread);

        assertThat(PageWalk.oldestFirst(2, page -> store.list(Fixtures.SUPPORT, MessageFilter.ALL, page)))
                .containsExactlyElementsOf(messages);
    }
}
