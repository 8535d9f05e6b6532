package io.postroom.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.IdempotencyStoreContract;
import org.junit.jupiter.api.Test;

class MemoryIdempotencyStoreTest implements IdempotencyStoreContract {
    private final FixedClock clock = new FixedClock();
    private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(clock);

    @Override
    public MemoryIdempotencyStore store() {
        return store;
    }

    @Test
    void forgetsAKeyWhenItsTimeIsOver() {
        KeyUse first = new KeyUse("first", Digest.sha256("a"));
        KeyUse second = new KeyUse("second", Digest.sha256("b"));
        store.recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", first, WEEK);

        clock.advance(WEEK);

        assertThat(store.recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", second, WEEK))
                .isEqualTo(second);
    }
}
