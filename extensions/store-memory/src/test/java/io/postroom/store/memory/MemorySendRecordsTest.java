package io.postroom.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.send.SendRecord;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.SendRecordsContract;
import org.junit.jupiter.api.Test;

class MemorySendRecordsTest implements SendRecordsContract {
    private final FixedClock clock = new FixedClock();
    private final MemorySendRecords records = new MemorySendRecords(clock);

    @Override
    public MemorySendRecords records() {
        return records;
    }

    @Test
    void forgetsAKeyAfterItsTime() {
        SendRecord first = SendRecordsContract.use("key", 1);
        SendRecord second = SendRecordsContract.use("key", 2);
        records.recordIfAbsent(first, DAY);
        clock.advance(DAY);

        assertThat(records.recordIfAbsent(second, DAY)).isEqualTo(second);
    }
}
