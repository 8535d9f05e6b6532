package io.postroom.store.memory;

import io.postroom.testkit.WebhookStoreContract;

class MemoryWebhookStoreTest implements WebhookStoreContract {
    private final MemoryWebhookStore store = new MemoryWebhookStore();

    @Override
    public MemoryWebhookStore store() {
        return store;
    }
}
