package io.postroom.store.memory;

import io.postroom.testkit.PodStoreContract;

class MemoryPodStoreTest implements PodStoreContract {
    private final MemoryPodStore store = new MemoryPodStore();

    @Override
    public MemoryPodStore store() {
        return store;
    }
}
