package io.postroom.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Organization;
import io.postroom.core.account.PodBelongings;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.Fixtures;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteringTest {
    private static final Scope WHOLE = new Scope.WholeOrganization();

    private final MetricRig rig = new MetricRig();
    private final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    private final LocalEventSignal signal = new LocalEventSignal();

    private Metering metering(UsageMeter meter) {
        organizations.save(Fixtures.organization());
        return new Metering(organizations, rig.inboxes, rig.rollUp, meter, rig.touched, signal, rig.clock);
    }

    private long messages(Scope scope) {
        return rig.measured
                .latest(Fixtures.ORGANIZATION, scope)
                .map(sample -> sample.after().of(UsageType.MESSAGE_COUNT))
                .orElse(0L);
    }

    private long hours() {
        EventSum.Series series =
                new EventSum.Series(Fixtures.ORGANIZATION, WHOLE, EventType.MESSAGE_RECEIVED, Grain.HOUR);
        return rig.sums
                .read(series, MetricRig.BEGINNING, Fixtures.NOW.plus(Duration.ofDays(1)))
                .size();
    }

    @Test
    void measuresEveryInboxAfterAStartAndThoseThatChangeThen() {
        MemoryMessageStore filled = new MemoryMessageStore(); // by a process that is gone
        new Rows(filled).add(rig.support, Fixtures.message(1).build());
        UsageMeter meter =
                new UsageMeter(rig.measured, filled, rig.inboxes, rig.pods, rig.domains, rig.touched, rig.clock);
        try (Metering metering = metering(meter)) {
            metering.round();
            assertThat(messages(WHOLE)).isEqualTo(1);
            new Rows(filled)
                    .add(rig.sales, Fixtures.message(2).in(Fixtures.SALES).build());

            metering.round();
            assertThat(messages(WHOLE)).isEqualTo(1);

            rig.touched.touch(rig.sales);
            metering.round();
            assertThat(messages(WHOLE)).isEqualTo(2);
            assertThat(messages(new Scope.OnePod(Fixtures.OTHER_POD))).isEqualTo(1);
        }
    }

    @Test
    void restsAfterMeasuringLargeInboxesAndCountsTheLogMeanwhile() {
        MemoryMessageStore filled = new MemoryMessageStore();
        MessageStore slow = measuredIn(Duration.ofSeconds(10), filled);
        UsageMeter meter =
                new UsageMeter(rig.measured, slow, rig.inboxes, rig.pods, rig.domains, rig.touched, rig.clock);
        try (Metering metering = metering(meter)) {
            metering.round(); // measures two inboxes: 20 s
            new Rows(filled).add(rig.support, Fixtures.message(1).build());
            rig.touched.touch(rig.support);
            rig.happens(rig.support, "2026-03-01T10:00:00Z");
            metering.start();
            signal.raise(Fixtures.ORGANIZATION);

            rig.clock.advance(Duration.ofSeconds(999));
            metering.round();
            assertThat(messages(WHOLE)).isZero();
            assertThat(hours()).isEqualTo(1);

            rig.clock.advance(Duration.ofSeconds(1));
            metering.round();
            assertThat(messages(WHOLE)).isEqualTo(1);
        }
    }

    private MessageStore measuredIn(Duration time, MessageStore store) {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("measure")) {
                        rig.clock.advance(time);
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void countsWhatASignalTellsOfAndEverythingWithinTheHour() {
        try (Metering metering = metering(rig.meter)) {
            metering.start();
            rig.happens(rig.support, "2026-03-01T10:00:00Z");
            metering.round();
            assertThat(hours()).isEqualTo(1);

            rig.happens(rig.support, "2026-03-01T11:00:00Z");
            metering.round();
            assertThat(hours()).isEqualTo(1);

            signal.raise(Fixtures.ORGANIZATION);
            metering.round();
            assertThat(hours()).isEqualTo(2);

            rig.happens(rig.support, "2026-03-01T12:00:00Z");
            rig.clock.advance(Duration.ofHours(1));
            metering.round();
            assertThat(hours()).isEqualTo(3);
        }
    }

    @Test
    void nothingIsLeftOfAnOrganizationThatGoes() {
        rig.pods.create(Fixtures.pod(1));
        Organization organization = Fixtures.organization();
        List<Scope> scopes = List.of(
                WHOLE, new Scope.OnePod(organization.defaultPod()), new Scope.OnePod(new PodId(Fixtures.uuid(1))));
        for (Scope scope : scopes) {
            Usage one = Usage.NONE.with(UsageType.MESSAGE_COUNT, 1);
            rig.measured.save(UsageSample.first(Fixtures.ORGANIZATION, scope, Fixtures.NOW, one));
            EventSum.Series series =
                    new EventSum.Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_SENT, Grain.HOUR);
            rig.sums.save(List.of(EventSum.none(new EventSum.Key(series, Grain.HOUR.startOf(Fixtures.NOW)))));
        }

        MetricBelongings metrics = new MetricBelongings(rig.sums, rig.measured);
        new PodBelongings(rig.pods, List.of(metrics)).removeAll(organization);
        metrics.removeAll(organization);

        for (Scope scope : scopes) {
            assertThat(rig.measured.latest(Fixtures.ORGANIZATION, scope)).isEmpty();
            EventSum.Series series =
                    new EventSum.Series(Fixtures.ORGANIZATION, scope, EventType.MESSAGE_SENT, Grain.HOUR);
            assertThat(rig.sums.read(series, Instant.EPOCH, Fixtures.NOW)).isEmpty();
        }
    }
}
