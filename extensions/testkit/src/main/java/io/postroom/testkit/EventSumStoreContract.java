package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.event.Position;
import io.postroom.core.metric.EventSum;
import io.postroom.core.metric.EventSum.Key;
import io.postroom.core.metric.EventSum.Series;
import io.postroom.core.metric.EventSumStore;
import io.postroom.core.metric.Grain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventSumStore} does. */
public interface EventSumStoreContract {
    Scope INBOX = new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT);
    List<Scope> SCOPES = List.of(
            new Scope.WholeOrganization(),
            new Scope.OnePod(Fixtures.POD),
            INBOX,
            new Scope.OneInbox(Fixtures.POD, Fixtures.SALES));

    /** The store under test, empty at the start of each test; its clock stands at {@link Fixtures#NOW}. */
    EventSumStore store();

    private static Series series(Scope scope, Grain grain) {
        return new Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_RECEIVED, grain);
    }

    private static EventSum sum(Series series, Instant at, Map<Integer, Integer> counts) {
        return new EventSum(new Key(series, series.grain().startOf(at)), new Position(7), new TreeMap<>(counts));
    }

    @Test
    default void findsWhatWasSavedLast() {
        EventSum first = sum(series(INBOX, Grain.MINUTE), Fixtures.NOW, Map.of(0, 1, 59_999, 300));
        EventSum hour = sum(series(INBOX, Grain.HOUR), Fixtures.NOW, Map.of(0, 20_000, 1, 1, 59, 2_000_000));
        EventSum later = new EventSum(first.key(), new Position(9), new TreeMap<>(Map.of(5, 127, 6, 128)));
        Key unknown = new Key(first.key().series(), first.key().start().plusSeconds(60));

        store().save(List.of(first, hour));
        store().save(List.of(later));
        store().save(List.of());

        assertThat(store().find(List.of(hour.key(), unknown, later.key())))
                .containsExactly(Optional.of(hour), Optional.empty(), Optional.of(later));
        assertThat(store().find(List.of())).isEmpty();
    }

    @Test
    default void tellsScopesTypesAndOrganizationsApart() {
        for (Scope scope : SCOPES) {
            Series series = series(scope, Grain.HOUR);
            int own = SCOPES.indexOf(scope);
            store().save(List.of(
                    sum(series, Fixtures.NOW, Map.of(own, 1)),
                    sum(
                            new Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_SENT, Grain.HOUR),
                            Fixtures.NOW,
                            Map.of(own, 2)),
                    sum(
                            new Series(Fixtures.OTHER_ORGANIZATION, scope, EventType.MESSAGE_RECEIVED, Grain.HOUR),
                            Fixtures.NOW,
                            Map.of(own, 3))));
        }

        for (Scope scope : SCOPES) {
            Series series = series(scope, Grain.HOUR);
            assertThat(store().read(series, Fixtures.NOW.minus(Duration.ofDays(1)), Fixtures.NOW))
                    .containsExactly(sum(series, Fixtures.NOW, Map.of(SCOPES.indexOf(scope), 1)));
        }
    }

    @Test
    default void readsARangeInTheOrderOfTimeAcrossPartitions() {
        for (Grain grain : Grain.values()) {
            Series series = series(INBOX, grain);
            Duration step = grain == Grain.HOUR ? Duration.ofDays(9) : Duration.ofHours(7);
            List<EventSum> sums = IntStream.range(0, 10)
                    .mapToObj(i -> sum(series, Fixtures.NOW.minus(step.multipliedBy(9 - i)), Map.of(i, 1)))
                    .toList();
            store().save(sums);

            Instant from = sums.get(2).key().start();
            Instant to = sums.get(8).key().start();

            assertThat(store().read(series, from, to)).isEqualTo(sums.subList(2, 8));
            assertThat(store().read(series, from.plusMillis(1), to.plusMillis(1)))
                    .isEqualTo(sums.subList(3, 9));
            assertThat(store().read(series, to, to)).isEmpty();
        }
    }

    @Test
    default void deletesThoseOfOneScope() {
        for (Scope scope : SCOPES) {
            store().save(List.of(
                    sum(series(scope, Grain.HOUR), Fixtures.NOW, Map.of(1, 1)),
                    sum(series(scope, Grain.MINUTE), Fixtures.NOW.minus(Duration.ofDays(90)), Map.of(1, 1))));
        }

        store().deleteAll(Fixtures.ORGANIZATION, INBOX);
        store().deleteAll(Fixtures.ORGANIZATION, INBOX);

        for (Scope scope : SCOPES) {
            int left = scope.equals(INBOX) ? 0 : 1;
            for (Grain grain : Grain.values()) {
                assertThat(store().read(
                                        series(scope, grain),
                                        Fixtures.NOW.minus(Duration.ofDays(91)),
                                        Fixtures.NOW.plusSeconds(1)))
                        .hasSize(left);
            }
        }
    }
}
