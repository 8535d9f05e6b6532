package io.postroom.store.memory;

import io.postroom.testkit.ApiKeyStoreContract;

class MemoryApiKeyStoreTest implements ApiKeyStoreContract {
    private final MemoryApiKeyStore store = new MemoryApiKeyStore();

    @Override
    public MemoryApiKeyStore store() {
        return store;
    }
}
