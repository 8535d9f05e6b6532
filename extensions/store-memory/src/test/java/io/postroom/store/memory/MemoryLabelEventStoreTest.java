package io.postroom.store.memory;

import io.postroom.testkit.LabelEventStoreContract;

class MemoryLabelEventStoreTest implements LabelEventStoreContract {
    private final MemoryLabelEventStore store = new MemoryLabelEventStore();

    @Override
    public MemoryLabelEventStore store() {
        return store;
    }
}
