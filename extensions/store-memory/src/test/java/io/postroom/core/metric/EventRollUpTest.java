package io.postroom.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.Inbox;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRollUpTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Scope WHOLE = new Scope.WholeOrganization();

    private static long counted(MetricRig rig, Scope scope, Grain grain) {
        EventSum.Series series = new EventSum.Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_RECEIVED, grain);
        return rig.sums.read(series, FROM, FROM.plus(Duration.ofDays(2))).stream()
                .flatMap(sum -> sum.counts().values().stream())
                .mapToLong(count -> count)
                .sum();
    }

    private static void happenMany(MetricRig rig, Inbox inbox, int count) {
        for (int i = 0; i < count; i++) {
            rig.happens(EventType.MESSAGE_RECEIVED, inbox, FROM.plusSeconds(17L * i));
        }
    }

    private static void assertCounts(MetricRig rig, String where, int support, int sales) {
        for (Grain grain : Grain.values()) {
            assertThat(counted(rig, MetricRig.scopeOf(rig.support), grain))
                    .as(where)
                    .isEqualTo(support);
            assertThat(counted(rig, MetricRig.scopeOf(rig.sales), grain))
                    .as(where)
                    .isEqualTo(sales);
            assertThat(counted(rig, new Scope.OnePod(Fixtures.OTHER_POD), grain))
                    .as(where)
                    .isEqualTo(sales);
            assertThat(counted(rig, WHOLE, grain)).as(where).isEqualTo(support + sales);
        }
    }

    @Test
    void countsEachEventOnceForItsInboxItsPodAndItsOrganization() {
        MetricRig rig = new MetricRig();
        happenMany(rig, rig.support, 1_300);
        happenMany(rig, rig.sales, 5);

        assertThat(rig.rollUp.catchUp(Fixtures.ORGANIZATION, 1)).isFalse();
        assertThat(rig.rollUp.catchUp(Fixtures.ORGANIZATION, 10_000)).isTrue();
        happenMany(rig, rig.sales, 2);
        assertThat(rig.rollUp.catchUp(Fixtures.ORGANIZATION, 10_000)).isTrue();

        assertCounts(rig, "all", 1_300, 7);
    }

    @Test
    void countsEachEventOnceWhereverItIsCutOff() {
        for (Crashes.Moment moment : Crashes.Moment.values()) {
            boolean cut = true;
            for (int call = 1; cut; call++) {
                MetricRig rig = new MetricRig();
                happenMany(rig, rig.support, 700);
                rig.crashes.at(call, moment);
                cut = !caughtUp(rig);
                rig.crashes.at(Integer.MAX_VALUE, moment);
                happenMany(rig, rig.sales, 3); // so that what is read next is cut into other batches
                assertThat(caughtUp(rig)).isTrue();
                assertCounts(rig, moment + " call " + call, 700, 3);
            }
        }
    }

    private static boolean caughtUp(MetricRig rig) {
        try {
            return rig.rollUp.catchUp(Fixtures.ORGANIZATION, 10_000);
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    @Test
    void countsWhatWasWrittenInPartAndReadAgain() {
        MetricRig rig = new MetricRig();
        happenMany(rig, rig.support, 100);
        MetricRig dead = new MetricRig();
        happenMany(dead, dead.support, 100);
        assertThat(caughtUp(dead)).isTrue();
        // of what a process had counted when it died, its hours had been written and its minutes had not
        for (Scope scope : List.of(WHOLE, MetricRig.scopeOf(rig.support))) {
            EventSum.Series hours =
                    new EventSum.Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_RECEIVED, Grain.HOUR);
            rig.sums.save(dead.sums.read(hours, FROM, FROM.plus(Duration.ofDays(1))));
        }

        assertThat(caughtUp(rig)).isTrue();

        assertCounts(rig, "in part", 100, 0);
    }
}
