package io.postroom.core.metric;

import static io.postroom.core.metric.MetricRig.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Message;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageMetricsTest {
    private static final long SIZE = Fixtures.message(1).build().size();
    private static final MetricRange.Wish USUAL =
            new MetricRange.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final MetricRig rig = new MetricRig();

    private long last(Caller caller, UsageType type) {
        List<MetricPoint> points = rig.usage.query(caller, Set.of(type), USUAL).getOrDefault(type, List.of());
        return points.get(points.size() - 1).value();
    }

    private static Caller ofSales() {
        return Callers.unrestricted().within(new Scope.OneInbox(Fixtures.OTHER_POD, Fixtures.SALES));
    }

    @Test
    void tellsHowMuchThereIsAtOnce() {
        rig.pods.create(Fixtures.pod(1));
        rig.domains.create(Fixtures.domain(1), Fixtures.signingKey(1));
        rig.add(rig.support, 1);
        rig.add(rig.support, 2);
        rig.add(rig.sales, 3);

        assertThat(last(Callers.of(Fixtures.SUPPORT), UsageType.MESSAGE_COUNT)).isEqualTo(2);
        assertThat(last(Callers.of(Fixtures.SUPPORT), UsageType.STORAGE_BYTES)).isEqualTo(2 * SIZE);
        assertThat(last(Callers.of(Fixtures.SUPPORT), UsageType.THREAD_COUNT)).isEqualTo(2);
        assertThat(last(Callers.of(Fixtures.OTHER_POD), UsageType.MESSAGE_COUNT))
                .isEqualTo(1);
        assertThat(last(Callers.of(Fixtures.OTHER_POD), UsageType.INBOX_COUNT)).isEqualTo(1);
        assertThat(last(Callers.of(Fixtures.OTHER_POD), UsageType.DOMAIN_COUNT)).isZero();
        assertThat(last(Callers.unrestricted(), UsageType.MESSAGE_COUNT)).isEqualTo(3);
        assertThat(last(Callers.unrestricted(), UsageType.INBOX_COUNT)).isEqualTo(2);
        assertThat(last(Callers.unrestricted(), UsageType.DOMAIN_COUNT)).isEqualTo(1);
        assertThat(last(Callers.unrestricted(), UsageType.POD_COUNT)).isEqualTo(2);
        assertThat(last(Callers.stranger(), UsageType.MESSAGE_COUNT)).isZero();
    }

    @Test
    void showsOnlyWhatThereCanBe() {
        assertThat(rig.usage.query(Callers.of(Fixtures.SUPPORT), Set.of(), USUAL))
                .containsOnlyKeys(UsageType.STORAGE_BYTES, UsageType.MESSAGE_COUNT, UsageType.THREAD_COUNT);
        assertThat(rig.usage.query(Callers.of(Fixtures.POD), Set.of(UsageType.POD_COUNT, UsageType.INBOX_COUNT), USUAL))
                .containsOnlyKeys(UsageType.INBOX_COUNT);
    }

    @Test
    void remembersWhatThereWas() {
        Message first = rig.add(rig.sales, 1);
        rig.meter.settle(Fixtures.ORGANIZATION, 10);
        rig.clock.advance(Duration.ofHours(3));
        rig.add(rig.sales, 2);
        rig.meter.settle(Fixtures.ORGANIZATION, 10);
        rig.clock.advance(Duration.ofHours(3));
        rig.rows.delete(rig.sales, first);
        rig.meter.settle(Fixtures.ORGANIZATION, 10);
        rig.clock.advance(Duration.ofHours(6));

        for (Caller caller : List.of(ofSales(), Callers.of(Fixtures.OTHER_POD), Callers.unrestricted())) {
            List<MetricPoint> points = rig.usage
                    .query(
                            caller,
                            Set.of(UsageType.MESSAGE_COUNT),
                            wish("2026-03-01T11:00:00Z", "2026-03-01T19:30:00Z", 7200))
                    .getOrDefault(UsageType.MESSAGE_COUNT, List.of());
            assertThat(points)
                    .containsExactly(
                            new MetricPoint(Instant.parse("2026-03-01T10:00:00Z"), 0),
                            new MetricPoint(Instant.parse("2026-03-01T12:00:00Z"), 1),
                            new MetricPoint(Instant.parse("2026-03-01T14:00:00Z"), 2),
                            new MetricPoint(Instant.parse("2026-03-01T16:00:00Z"), 2),
                            new MetricPoint(Instant.parse("2026-03-01T18:00:00Z"), 1));
        }
    }

    @Test
    void showsEachChangeWithoutAPeriod() {
        rig.add(rig.support, 1);
        rig.meter.settle(Fixtures.ORGANIZATION, 10);
        rig.clock.advance(Duration.ofHours(3));

        List<MetricPoint> points = rig.usage
                .query(Callers.of(Fixtures.SUPPORT), Set.of(UsageType.MESSAGE_COUNT), USUAL)
                .getOrDefault(UsageType.MESSAGE_COUNT, List.of());

        Instant now = Fixtures.NOW.plus(Duration.ofHours(3));
        assertThat(points)
                .containsExactly(
                        new MetricPoint(now.minus(Duration.ofDays(1)), 0),
                        new MetricPoint(Fixtures.NOW, 1),
                        new MetricPoint(now, 1));
    }

    @Test
    void forgetsAnInboxThatIsGone() {
        rig.add(rig.support, 1);
        rig.add(rig.sales, 2);
        rig.meter.settle(Fixtures.ORGANIZATION, 10);
        rig.messages.deleteAll(rig.support);
        rig.inboxes.delete(rig.support);

        assertThat(last(Callers.unrestricted(), UsageType.MESSAGE_COUNT)).isEqualTo(1);
        assertThat(last(Callers.unrestricted(), UsageType.INBOX_COUNT)).isEqualTo(1);

        rig.inboxes.delete(rig.sales); // by a process that died before it could tell
        rig.meter.forgetThoseGone(Fixtures.ORGANIZATION);
        assertThat(last(Callers.unrestricted(), UsageType.MESSAGE_COUNT)).isZero();
    }

    @Test
    void countsWhatIsThereWhereverItIsCutOff() {
        for (Crashes.Moment moment : Crashes.Moment.values()) {
            boolean cut = true;
            for (int call = 1; cut; call++) {
                MetricRig room = new MetricRig();
                room.add(room.support, 1);
                room.meter.settle(Fixtures.ORGANIZATION, 10);
                room.add(room.support, 2);
                room.add(room.sales, 3);
                room.crashes.at(call, moment);
                cut = !settled(room);
                room.crashes.at(Integer.MAX_VALUE, moment);
                room.clock.advance(Duration.ofMinutes(1));
                assertThat(settled(room)).isTrue();

                UsageSample whole = room.measured
                        .latest(Fixtures.ORGANIZATION, new Scope.WholeOrganization())
                        .orElseThrow();
                assertThat(whole.after().of(UsageType.MESSAGE_COUNT)).isEqualTo(3);
                assertThat(whole.before()).isEqualTo(Usage.NONE);
            }
        }
    }

    private static boolean settled(MetricRig room) {
        try {
            room.meter.settle(Fixtures.ORGANIZATION, 10);
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    @Test
    void refusesMoreThanAThousandPeriods() {
        assertThat(rig.usage.query(
                        Callers.unrestricted(), Set.of(), wish("2026-03-01T00:00:00Z", "2026-03-01T11:59:00Z", 60)))
                .isNotEmpty();
        assertThatThrownBy(() -> rig.usage.query(
                        Callers.unrestricted(), Set.of(), wish("2026-03-01T00:00:00Z", "2026-03-01T11:59:00Z", 43)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.QUERY_RANGE_TOO_WIDE));
        assertThatThrownBy(() -> rig.usage.query(Callers.only(Permission.INBOX_READ), Set.of(), USUAL))
                .isInstanceOf(RefusedException.class);
    }
}
