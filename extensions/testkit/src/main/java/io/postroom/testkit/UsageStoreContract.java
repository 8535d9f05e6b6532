package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.metric.Usage;
import io.postroom.core.metric.UsageSample;
import io.postroom.core.metric.UsageStore;
import io.postroom.core.metric.UsageType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link UsageStore} does. */
public interface UsageStoreContract {
    Scope WHOLE = new Scope.WholeOrganization();
    Scope POD = new Scope.OnePod(Fixtures.POD);
    Scope SUPPORT = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);
    Scope SALES = new Scope.OneInbox(Fixtures.OTHER_POD, Fixtures.SALES);

    /** The store under test, empty at the start of each test. */
    UsageStore store();

    private static Usage messages(long count) {
        return new Usage(Map.of(UsageType.MESSAGE_COUNT, count, UsageType.STORAGE_BYTES, count << 40));
    }

    private static UsageSample sample(Scope scope, Instant at, long before, long after) {
        return new UsageSample(Fixtures.ORGANIZATION, scope, at, messages(before), messages(after));
    }

    @Test
    default void knowsTheLatestOfEachScope() {
        for (Scope scope : new Scope[] {WHOLE, POD, SUPPORT, SALES}) {
            assertThat(store().latest(Fixtures.ORGANIZATION, scope)).isEmpty();
            store().save(sample(scope, Fixtures.NOW, 0, 1));
            store().save(sample(scope, Fixtures.NOW.plusSeconds(9000), 1, 0));

            assertThat(store().latest(Fixtures.ORGANIZATION, scope))
                    .contains(sample(scope, Fixtures.NOW.plusSeconds(9000), 1, 0));
            assertThat(store().latest(Fixtures.OTHER_ORGANIZATION, scope)).isEmpty();
        }
    }

    @Test
    default void listsTheInboxesOfAnOrganization() {
        for (Scope scope : new Scope[] {WHOLE, POD, SUPPORT, SALES}) {
            store().save(sample(scope, Fixtures.NOW, 0, 1));
        }

        assertThat(store().latestOfInboxes(Fixtures.ORGANIZATION))
                .containsExactlyInAnyOrder(sample(SUPPORT, Fixtures.NOW, 0, 1), sample(SALES, Fixtures.NOW, 0, 1));
        assertThat(store().latestOfInboxes(Fixtures.OTHER_ORGANIZATION)).isEmpty();
    }

    @Test
    default void keepsOneForEachHour() {
        Instant hour = Instant.parse("2026-03-01T12:00:00Z");
        store().save(sample(POD, hour, 0, 1));
        store().save(sample(POD, hour.plusSeconds(3599), 0, 2));
        store().save(sample(POD, hour.plusSeconds(3600), 2, 3));
        store().save(sample(POD, hour.plus(Duration.ofDays(40)), 3, 4));

        assertThat(store().since(Fixtures.ORGANIZATION, POD, hour))
                .containsExactly(
                        sample(POD, hour.plusSeconds(3599), 0, 2),
                        sample(POD, hour.plusSeconds(3600), 2, 3),
                        sample(POD, hour.plus(Duration.ofDays(40)), 3, 4));
        assertThat(store().since(Fixtures.ORGANIZATION, POD, hour.plusSeconds(3600)))
                .hasSize(2);
        assertThat(store().since(Fixtures.ORGANIZATION, SUPPORT, hour)).isEmpty();
    }

    @Test
    default void deletesAllOfOneScope() {
        store().save(sample(SUPPORT, Fixtures.NOW, 0, 1));
        store().save(sample(SALES, Fixtures.NOW, 0, 1));

        store().delete(Fixtures.ORGANIZATION, SUPPORT);
        store().delete(Fixtures.ORGANIZATION, SUPPORT);

        assertThat(store().latest(Fixtures.ORGANIZATION, SUPPORT)).isEmpty();
        assertThat(store().since(Fixtures.ORGANIZATION, SUPPORT, Instant.EPOCH)).isEmpty();
        assertThat(store().latestOfInboxes(Fixtures.ORGANIZATION)).hasSize(1);
        assertThat(store().since(Fixtures.ORGANIZATION, SALES, Instant.EPOCH)).hasSize(1);
    }
}
