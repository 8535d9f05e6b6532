package io.postroom.store.memory;

import io.postroom.testkit.UsageStoreContract;

class MemoryUsageStoreTest implements UsageStoreContract {
    private final MemoryUsageStore store = new MemoryUsageStore();

    @Override
    public MemoryUsageStore store() {
        return store;
    }
}
