package io.postroom.store.memory;

import io.postroom.testkit.DraftStoreContract;
import io.postroom.testkit.FixedClock;

class MemoryDraftStoreTest implements DraftStoreContract {
    private final MemoryDraftStore store = new MemoryDraftStore();
    private final FixedClock clock = new FixedClock();

    @Override
    public MemoryDraftStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
