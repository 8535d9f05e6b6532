package io.postroom.store.memory;

import io.postroom.testkit.EventLogContract;

class MemoryEventLogTest implements EventLogContract {
    private final MemoryEventLog log = new MemoryEventLog();

    @Override
    public MemoryEventLog log() {
        return log;
    }
}
