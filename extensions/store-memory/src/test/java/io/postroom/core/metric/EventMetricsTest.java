package io.postroom.core.metric;

import static io.postroom.core.metric.MetricRig.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** It is noon of the first of March. */
class EventMetricsTest {
    private static final Set<EventType> RECEIVED = Set.of(EventType.MESSAGE_RECEIVED);

    private final MetricRig rig = new MetricRig();

    private List<MetricPoint> received(Caller caller, MetricRange.Wish wish) {
        return rig.events.query(caller, RECEIVED, wish).getOrDefault(EventType.MESSAGE_RECEIVED, List.of());
    }

    private static MetricPoint point(String at, long count) {
        return new MetricPoint(Instant.parse(at), count);
    }

    @Test
    void countsByPeriodAsFarAsTheCallerReaches() {
        rig.happens(rig.support, "2026-03-01T09:59:59.999Z");
        rig.happens(rig.support, "2026-03-01T10:00:00Z");
        rig.happens(rig.sales, "2026-03-01T10:00:00Z");
        rig.happens(rig.support, "2026-03-01T10:30:00Z");
        rig.happens(EventType.MESSAGE_SENT, rig.support, Instant.parse("2026-03-01T10:30:00Z"));
        MetricRange.Wish hourly = wish("2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z", 3600);

        assertThat(received(Callers.unrestricted(), hourly))
                .containsExactly(point("2026-03-01T09:00:00Z", 1), point("2026-03-01T10:00:00Z", 3));
        assertThat(received(Callers.of(Fixtures.SUPPORT), hourly))
                .containsExactly(point("2026-03-01T09:00:00Z", 1), point("2026-03-01T10:00:00Z", 2));
        assertThat(received(Callers.of(Fixtures.OTHER_POD), hourly)).containsExactly(point("2026-03-01T10:00:00Z", 1));
        assertThat(received(Callers.stranger(), hourly)).isEmpty();
        assertThat(rig.events.query(Callers.unrestricted(), Set.of(), hourly))
                .containsOnlyKeys(EventRollUp.COUNTED)
                .containsEntry(EventType.MESSAGE_SENT, List.of(point("2026-03-01T10:00:00Z", 1)));
    }

    @Test
    void showsEachMomentWithoutAPeriod() {
        rig.happens(rig.support, "2026-03-01T11:59:59.999Z");
        rig.happens(rig.support, "2026-03-01T10:00:00.500Z");
        rig.happens(rig.support, "2026-03-01T10:00:00.500Z");
        rig.happens(rig.support, "2026-03-01T10:00:00.499Z");
        MetricRange.Wish usual =
                new MetricRange.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2), true);

        assertThat(received(Callers.unrestricted(), wish("2026-03-01T10:00:00.500Z", "2026-03-01T11:59:59.999Z", 0)))
                .containsExactly(point("2026-03-01T10:00:00.500Z", 2));
        assertThat(received(Callers.unrestricted(), usual))
                .containsExactly(point("2026-03-01T11:59:59.999Z", 1), point("2026-03-01T10:00:00.500Z", 2));
    }

    @Test
    void isRightForAnyRangeAndPeriod() {
        Random random = new Random(7);
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Instant at = MetricRig.BEGINNING.plusMillis(random.nextInt(9 * 24 * 3600) * 1000L + random.nextInt(3));
            moments.add(at);
            rig.happens(EventType.MESSAGE_RECEIVED, rig.support, at);
        }
        for (int i = 0; i < 300; i++) {
            Instant start = MetricRig.BEGINNING.plusMillis(random.nextInt(9 * 24 * 3600) * 1000L + random.nextInt(3));
            Instant end = start.plusMillis(1 + random.nextInt(500_000_000));
            int period = new int[] {1, 7, 45, 60, 61, 3600, 5000, 86_400}[random.nextInt(8)];
            int limit = 1 + random.nextInt(200);
            boolean descending = random.nextBoolean();

            List<MetricPoint> points = received(
                    Callers.of(Fixtures.SUPPORT),
                    new MetricRange.Wish(
                            Optional.of(start),
                            Optional.of(end),
                            Optional.of((long) period),
                            Optional.of(limit),
                            descending));

            Map<Instant, Long> expected =
                    new TreeMap<>(descending ? Comparator.<Instant>reverseOrder() : Comparator.naturalOrder());
            moments.stream()
                    .filter(at -> !at.isBefore(start) && at.isBefore(end))
                    .forEach(at -> expected.merge(
                            Instant.ofEpochSecond(at.getEpochSecond() / period * period), 1L, Long::sum));
            assertThat(points)
                    .isEqualTo(expected.entrySet().stream()
                            .limit(limit)
                            .map(entry -> new MetricPoint(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    @Test
    void doesNotShowWhatAnEarlierInboxOfTheAddressHad() {
        rig.happens(rig.support, "2026-02-19T23:59:59.999Z");
        rig.happens(rig.support, "2026-02-20T00:00:00Z");

        assertThat(received(Callers.of(Fixtures.SUPPORT), wish("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", 86_400)))
                .containsExactly(point("2026-02-20T00:00:00Z", 1));
    }

    @Test
    void tellsOfHiddenMailOnlyThoseWhoMayReadIt() {
        rig.happens(EventType.MESSAGE_RECEIVED_SPAM, rig.support, Instant.parse("2026-03-01T10:00:00Z"));
        Caller narrow = Callers.only(Permission.METRICS_READ, Permission.LABEL_BLOCKED_READ);
        MetricRange.Wish daily = wish("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", 86_400);

        assertThat(rig.events.query(narrow, Set.of(), daily))
                .doesNotContainKeys(EventType.MESSAGE_RECEIVED_SPAM, EventType.MESSAGE_RECEIVED_UNAUTHENTICATED)
                .containsKey(EventType.MESSAGE_RECEIVED_BLOCKED);
        assertThatThrownBy(() -> rig.events.query(narrow, Set.of(EventType.MESSAGE_RECEIVED_SPAM), daily))
                .isInstanceOf(RefusedException.class)
                .hasMessage("label_spam_read is forbidden");
        assertThatThrownBy(() -> rig.events.query(Callers.only(Permission.INBOX_READ), Set.of(), daily))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesRangesThatCannotBe() {
        assertRefused("start must lie within", "2025-11-01T00:00:00Z", "2026-03-01T00:00:00Z", 60);
        assertRefused("start must be before end", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", 60);
        assertRefused("start must be before end", "2026-03-01T13:00:00Z", "2026-03-02T00:00:00Z", 60);
        assertRefused("period must be", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", 86_401);
        Instant longAgo = Fixtures.NOW.minus(Duration.ofDays(90));
        assertThat(received(Callers.unrestricted(), wish(longAgo.toString(), "2027-01-01T00:00:00Z", 60)))
                .isEmpty();
    }

    private void assertRefused(String why, String start, String end, int period) {
        assertThatThrownBy(() -> received(Callers.unrestricted(), wish(start, end, period)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }
}
