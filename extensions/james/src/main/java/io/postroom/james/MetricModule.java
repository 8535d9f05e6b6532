package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.PodStore;
import io.postroom.core.audit.LabelAudit;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.audit.LabelEvents;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.metric.EventMetrics;
import io.postroom.core.metric.EventRollUp;
import io.postroom.core.metric.EventSumStore;
import io.postroom.core.metric.Metering;
import io.postroom.core.metric.MetricBelongings;
import io.postroom.core.metric.TouchedInboxes;
import io.postroom.core.metric.UsageMeter;
import io.postroom.core.metric.UsageMetrics;
import io.postroom.core.metric.UsageStore;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.core.thread.RowWatch;
import java.time.Clock;

/** What is counted and measured, and what is on record of labels. */
final class MetricModule extends AbstractModule {
    @Provides
    @Singleton
    TouchedInboxes touched() {
        return new TouchedInboxes();
    }

    @ProvidesIntoSet
    RowWatch touching(TouchedInboxes touched) {
        return touched;
    }

    @ProvidesIntoSet
    @Singleton
    RowWatch auditing(LabelEventStore events, Clock clock) {
        return new LabelAudit(events, clock);
    }

    @Provides
    @Singleton
    LabelEvents labelEvents(Inboxes inboxes, Messages messages, LabelEventStore events) {
        return new LabelEvents(inboxes, messages, events);
    }

    @Provides
    @Singleton
    EventRollUp rollUp(EventLog log, CursorStore cursors, EventSumStore sums) {
        return new EventRollUp(log, cursors, sums);
    }

    @Provides
    @Singleton
    EventMetrics events(EventRollUp rollUp, EventSumStore sums, InboxStore inboxes, Clock clock) {
        return new EventMetrics(rollUp, sums, inboxes, clock);
    }

    @Provides
    @Singleton
    UsageMeter meter(
            UsageStore usage,
            MessageStore messages,
            InboxStore inboxes,
            PodStore pods,
            DomainStore domains,
            TouchedInboxes touched,
            Clock clock) {
        return new UsageMeter(usage, messages, inboxes, pods, domains, touched, clock);
    }

    @Provides
    @Singleton
    UsageMetrics usage(UsageMeter meter, UsageStore usage, InboxStore inboxes, Clock clock) {
        return new UsageMetrics(meter, usage, inboxes, clock);
    }

    @Provides
    @Singleton
    MetricBelongings belongings(EventSumStore sums, UsageStore usage) {
        return new MetricBelongings(sums, usage);
    }

    @Provides
    @Singleton
    Metering metering(
            OrganizationStore organizations,
            InboxStore inboxes,
            EventRollUp rollUp,
            UsageMeter meter,
            TouchedInboxes touched,
            EventSignal signal,
            Clock clock) {
        return new Metering(organizations, inboxes, rollUp, meter, touched, signal, clock);
    }
}
