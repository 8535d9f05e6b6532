package io.postroom.store.memory;

import io.postroom.testkit.EventSumStoreContract;

class MemoryEventSumStoreTest implements EventSumStoreContract {
    private final MemoryEventSumStore store = new MemoryEventSumStore();

    @Override
    public MemoryEventSumStore store() {
        return store;
    }
}
