package io.postroom.server.backend;

import io.postroom.james.mailbox.StoredCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.inject.Inject;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService.Context;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService.Options;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.task.Task.Result;

/** Counter columns, which Cassandra cannot change together with the rows they count. */
final class CassandraCounters implements StoredCounters {
    private final RecomputeMailboxCountersService counters;

    @Inject
    CassandraCounters(RecomputeMailboxCountersService counters) {
        this.counters = counters;
    }

    @Override
    public void recount(Mailbox mailbox) {
        Result result = counters.recomputeMailboxCounter(new Context(), mailbox, Options.trustMessageProjection())
                .block();
        if (result != Result.COMPLETED) { // James has logged why
            throw new UncheckedIOException(
                    new IOException("mailbox " + mailbox.getMailboxId().serialize() + " cannot be recounted"));
        }
    }
}
