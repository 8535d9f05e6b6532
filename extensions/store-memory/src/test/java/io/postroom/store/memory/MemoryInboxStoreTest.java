package io.postroom.store.memory;

import io.postroom.testkit.InboxStoreContract;

class MemoryInboxStoreTest implements InboxStoreContract {
    private final MemoryInboxStore store = new MemoryInboxStore();

    @Override
    public MemoryInboxStore store() {
        return store;
    }
}
