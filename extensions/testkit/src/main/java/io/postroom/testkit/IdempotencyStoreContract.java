package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyStore} does. */
public interface IdempotencyStoreContract {
    int RUNNERS = 32;
    Duration WEEK = Duration.ofDays(7);

    /** The store under test, empty at the start of each test. */
    IdempotencyStore store();

    @Test
    default void recordsTheFirstUse() {
        KeyUse first = use(1);

        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", first, WEEK))
                .isEqualTo(first);
    }

    @Test
    default void answersALaterUseWithTheFirst() {
        store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", use(1), WEEK);

        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", use(2), WEEK))
                .isEqualTo(use(1));
        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", use(1), WEEK))
                .isEqualTo(use(1));
    }

    @Test
    default void keepsInboxesSendersAndKeysApart() {
        store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", use(1), WEEK);

        assertThat(store().recordIfAbsent(Fixtures.SALES, "ann@example.com", "key", use(2), WEEK))
                .isEqualTo(use(2));
        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "bob@example.com", "key", use(3), WEEK))
                .isEqualTo(use(3));
        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "", "key", use(4), WEEK))
                .isEqualTo(use(4));
        assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "KEY", use(5), WEEK))
                .isEqualTo(use(5));
    }

    @Test
    default void keepsOddKeysApart() {
        int number = 0;
        for (String key : OddStrings.LINES) {
            KeyUse use = use(++number);
            assertThat(store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", key, use, WEEK))
                    .isEqualTo(use);
        }
    }

    @Test
    default void oneOfManyIsTheFirst() {
        List<KeyUse> onRecord = Race.of(
                RUNNERS,
                number -> store().recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", use(number), WEEK));

        assertThat(Set.copyOf(onRecord)).hasSize(1);
    }

    private static KeyUse use(int number) {
        return new KeyUse("origin " + number, Digest.sha256("content " + number));
    }
}
