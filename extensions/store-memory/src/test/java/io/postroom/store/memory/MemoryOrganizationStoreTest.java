package io.postroom.store.memory;

import io.postroom.testkit.OrganizationStoreContract;

class MemoryOrganizationStoreTest implements OrganizationStoreContract {
    private final MemoryOrganizationStore store = new MemoryOrganizationStore();

    @Override
    public MemoryOrganizationStore store() {
        return store;
    }
}
