package io.postroom.store.memory;

import io.postroom.testkit.CursorStoreContract;

class MemoryCursorStoreTest implements CursorStoreContract {
    private final MemoryCursorStore store = new MemoryCursorStore();

    @Override
    public MemoryCursorStore store() {
        return store;
    }
}
