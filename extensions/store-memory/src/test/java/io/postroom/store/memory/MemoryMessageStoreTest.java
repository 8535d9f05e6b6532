package io.postroom.store.memory;

import io.postroom.testkit.MessageStoreContract;

class MemoryMessageStoreTest implements MessageStoreContract {
    private final MemoryMessageStore store = new MemoryMessageStore();

    @Override
    public MemoryMessageStore store() {
        return store;
    }
}
