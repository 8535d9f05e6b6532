package io.postroom.store.memory;

import io.postroom.testkit.TrustPolicyStoreContract;

class MemoryTrustPolicyStoreTest implements TrustPolicyStoreContract {
    private final MemoryTrustPolicyStore store = new MemoryTrustPolicyStore();

    @Override
    public MemoryTrustPolicyStore store() {
        return store;
    }
}
