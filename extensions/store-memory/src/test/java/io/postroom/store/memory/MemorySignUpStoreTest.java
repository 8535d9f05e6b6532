package io.postroom.store.memory;

import io.postroom.testkit.SignUpStoreContract;

class MemorySignUpStoreTest implements SignUpStoreContract {
    private final MemorySignUpStore store = new MemorySignUpStore();

    @Override
    public MemorySignUpStore signUps() {
        return store;
    }
}
