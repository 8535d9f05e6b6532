package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;

/** The tables in which {@link DueSlots} keeps entries of one kind. A slot is named by its beginning, in milliseconds since 1970. */
interface DueTable {
    BoundStatement insertSlot(long slot);

    BoundStatement deleteSlot(long slot);

    /** Rows with a column {@code slot}, from this one on. */
    BoundStatement listSlots(long from);

    BoundStatement insert(long slot, Instant at, String id, Instant dueAt);

    BoundStatement delete(long slot, Instant at, String id);

    /** Removes a whole slot. */
    BoundStatement deleteEntries(long slot);

    /** At most {@code limit} entries that stand behind {@code last} and not after {@code now}. */
    BoundStatement read(long slot, DueSlots.Entry last, Instant now, int limit);

    DueSlots.Entry entry(Row row);
}
