package io.postroom.store.memory;

import io.postroom.testkit.DomainStoreContract;

class MemoryDomainStoreTest implements DomainStoreContract {
    private final MemoryDomainStore store = new MemoryDomainStore();

    @Override
    public MemoryDomainStore store() {
        return store;
    }
}
