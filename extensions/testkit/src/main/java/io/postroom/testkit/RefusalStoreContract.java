package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.policy.Attempt;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.RefusalStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RefusalStore} does. */
public interface RefusalStoreContract {
    Scope WHOLE = new Scope.WholeOrganization();
    Scope POD = new Scope.OnePod(Fixtures.POD);

    /** The store under test, empty at the start of each test. */
    RefusalStore store();

    /** The clock of the store, at {@link Fixtures#NOW}. */
    FixedClock clock();

    private static Refusal refusal(Inbox inbox, int number) {
        Attempt attempt = new Attempt(
                "192.0.2." + number,
                number % 2 == 0 ? Optional.of("mx" + number + ".example.com") : Optional.empty(),
                "u" + number + "@example.com",
                number % 3 == 0 ? Optional.of("Ann <ann@example.com>") : Optional.empty());
        RefusalReason[] reasons = RefusalReason.values();
        return Refusal.of(
                "mail " + number,
                inbox,
                attempt,
                reasons[number % reasons.length],
                "detail " + number,
                Fixtures.NOW.plusSeconds(number));
    }

    private static Scope scope(InboxId inbox) {
        return new Scope.OneInbox(Fixtures.POD, inbox);
    }

    private List<Refusal> listed(Scope scope) {
        RefusalFilter all = new RefusalFilter(scope, Optional.empty(), Optional.empty());
        return PageWalk.newestFirst(3, request -> store().list(Fixtures.ORGANIZATION, all, request));
    }

    @Test
    default void listsInEachScopeNewestFirst() {
        List<Refusal> support = IntStream.range(1, 8)
                .mapToObj(i -> refusal(Fixtures.inbox(Fixtures.SUPPORT), i))
                .toList();
        Refusal sales = refusal(Fixtures.inbox(Fixtures.SALES), 9);
        support.forEach(store()::add);
        store().add(sales);

        assertThat(listed(WHOLE))
                .hasSize(8)
                .startsWith(sales, support.get(6), support.get(5))
                .endsWith(support.get(0));
        assertThat(listed(POD)).isEqualTo(listed(WHOLE));
        assertThat(listed(scope(Fixtures.SUPPORT))).containsExactlyInAnyOrderElementsOf(support);
        assertThat(listed(scope(Fixtures.SALES))).containsExactly(sales);
        assertThat(listed(new Scope.OnePod(Fixtures.OTHER_POD))).isEmpty();
        RefusalFilter all = new RefusalFilter(WHOLE, Optional.empty(), Optional.empty());
        assertThat(PageWalk.oldestFirst(3, request -> store().list(Fixtures.ORGANIZATION, all, request)))
                .startsWith(support.get(0), support.get(1));
        assertThat(PageWalk.newestFirst(3, request -> store().list(Fixtures.OTHER_ORGANIZATION, all, request)))
                .isEmpty();
    }

    @Test
    default void keepsOneThatIsNotedTwiceOnce() {
        Refusal refusal = refusal(Fixtures.inbox(), 1);
        store().add(refusal);
        store().add(refusal);

        assertThat(listed(WHOLE)).containsExactly(refusal);
    }

    @Test
    default void listsWhatIsBetweenTwoTimes() {
        List<Refusal> all = IntStream.range(0, 7)
                .mapToObj(i -> refusal(Fixtures.inbox(), i))
                .toList();
        all.forEach(store()::add);
        RefusalFilter some = new RefusalFilter(
                WHOLE, Optional.of(Fixtures.NOW.plusSeconds(5)), Optional.of(Fixtures.NOW.plusSeconds(2)));

        assertThat(PageWalk.newestFirst(10, request -> store().list(Fixtures.ORGANIZATION, some, request)))
                .containsExactly(all.get(4), all.get(3));
    }

    @Test
    default void addsNothingThatIsOldAlready() {
        clock().advance(Refusal.KEPT.plus(Duration.ofMinutes(1)));
        store().add(refusal(Fixtures.inbox(), 1));

        assertThat(listed(WHOLE)).isEmpty();
    }

    @Test
    default void removesTheListOfOneScopeOnly() {
        store().add(refusal(Fixtures.inbox(Fixtures.SUPPORT), 1));
        store().add(refusal(Fixtures.inbox(Fixtures.SALES), 2));

        store().deleteAll(Fixtures.ORGANIZATION, scope(Fixtures.SUPPORT));
        store().deleteAll(Fixtures.ORGANIZATION, scope(Fixtures.SUPPORT));

        assertThat(listed(scope(Fixtures.SUPPORT))).isEmpty();
        assertThat(listed(scope(Fixtures.SALES))).hasSize(1);
        assertThat(listed(WHOLE)).hasSize(2);
    }
}
