package io.postroom.store.memory;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.RefusalStoreContract;

class MemoryRefusalStoreTest implements RefusalStoreContract {
    private final FixedClock clock = new FixedClock();
    private final MemoryRefusalStore store = new MemoryRefusalStore(clock);

    @Override
    public MemoryRefusalStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
