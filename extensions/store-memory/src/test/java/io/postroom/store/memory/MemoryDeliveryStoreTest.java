package io.postroom.store.memory;

import io.postroom.testkit.DeliveryStoreContract;
import io.postroom.testkit.FixedClock;

class MemoryDeliveryStoreTest implements DeliveryStoreContract {
    private final FixedClock clock = new FixedClock();
    private final MemoryDeliveryStore store = new MemoryDeliveryStore(clock);

    @Override
    public MemoryDeliveryStore store() {
        return store;
    }

    @Override
    public FixedClock clock() {
        return clock;
    }
}
