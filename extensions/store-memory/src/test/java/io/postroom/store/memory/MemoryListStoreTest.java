package io.postroom.store.memory;

import io.postroom.testkit.ListStoreContract;

class MemoryListStoreTest implements ListStoreContract {
    private final MemoryListStore store = new MemoryListStore();

    @Override
    public MemoryListStore store() {
        return store;
    }
}
