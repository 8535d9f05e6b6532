package io.postroom.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final AtomicInteger there = new AtomicInteger();
    private final AtomicInteger counts = new AtomicInteger();

    private int make(Quota quota) {
        return quota.with(
                Fixtures.ORGANIZATION,
                () -> {
                    counts.incrementAndGet();
                    return there.get();
                },
                there::incrementAndGet);
    }

    @Test
    void refusesOneMoreThanThereMayBe() {
        Quota quota = new Quota("inboxes", 2);
        make(quota);
        make(quota);

        assertThatThrownBy(() -> make(quota)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
            assertThat(refused).hasMessage("This organization has 2 inboxes, and may have no more");
        });
        there.decrementAndGet();
        assertThat(make(quota)).isEqualTo(2);
    }

    @Test
    void letsExactlySoManyThroughAtOnce() {
        Quota quota = new Quota("inboxes", 5);

        List<Boolean> made = Race.of(20, number -> {
            try {
                return make(quota) > 0;
            } catch (RefusedException e) {
                return false;
            }
        });

        assertThat(made.stream().filter(one -> one)).hasSize(5);
        assertThat(there).hasValue(5);
    }

    @Test
    void countsRarelyWhileTheLimitIsFar() {
        Quota quota = new Quota("inboxes", 5_000);
        for (int i = 0; i < 5_000; i++) {
            make(quota);
        }

        assertThat(counts.get()).isLessThan(1_100);
        assertThatThrownBy(() -> make(quota)).isInstanceOf(RefusedException.class);
    }

    @Test
    void countsForEachOrganization() {
        Quota quota = new Quota("inboxes", 1);
        make(quota);

        assertThat(quota.<Boolean>with(Fixtures.OTHER_ORGANIZATION, () -> 0, () -> true))
                .isTrue();
    }

    @Test
    void canBeNone() {
        make(Quota.NONE);

        assertThat(counts).hasValue(0);
        assertThat(Quota.NONE.most()).isEmpty();
        assertThat(new Quota("inboxes", 7).most()).contains(7);
    }
}
