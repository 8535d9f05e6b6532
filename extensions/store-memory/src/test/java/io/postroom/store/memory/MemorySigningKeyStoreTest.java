package io.postroom.store.memory;

import io.postroom.testkit.SigningKeyStoreContract;

class MemorySigningKeyStoreTest implements SigningKeyStoreContract {
    private final MemorySigningKeyStore store = new MemorySigningKeyStore();

    @Override
    public MemorySigningKeyStore store() {
        return store;
    }
}
