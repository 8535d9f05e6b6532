package io.postroom.store.memory;

import io.postroom.testkit.SenderStoreContract;

class MemorySenderStoreTest implements SenderStoreContract {
    private final MemorySenderStore store = new MemorySenderStore();

    @Override
    public MemorySenderStore store() {
        return store;
    }
}
