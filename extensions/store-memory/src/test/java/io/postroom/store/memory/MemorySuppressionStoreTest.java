package io.postroom.store.memory;

import io.postroom.testkit.SuppressionStoreContract;

class MemorySuppressionStoreTest implements SuppressionStoreContract {
    private final MemorySuppressionStore store = new MemorySuppressionStore();

    @Override
    public MemorySuppressionStore store() {
        return store;
    }
}
