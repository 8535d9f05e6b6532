package io.postroom.core.metric;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageRef;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.store.memory.MemoryCursorStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryEventSumStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemoryUsageStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counting and measuring over memory stores whose calls can be made to fail, with two inboxes in two pods. */
final class MetricRig {
    static final Instant BEGINNING = Instant.parse("2026-02-20T00:00:00Z");

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final MemoryEventLog log = new MemoryEventLog();
    final MemoryEventSumStore sums = new MemoryEventSumStore();
    final MemoryUsageStore measured = new MemoryUsageStore();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final MemoryPodStore pods = new MemoryPodStore();
    final MemoryDomainStore domains = new MemoryDomainStore();
    final TouchedInboxes touched = new TouchedInboxes();
    final MessageStore messages = new WatchedMessageStore(new MemoryMessageStore(), List.of(touched));
    final Rows rows = new Rows(messages);
    final EventRollUp rollUp = new EventRollUp(
            log, crashes.wrap(CursorStore.class, new MemoryCursorStore()), crashes.wrap(EventSumStore.class, sums));
    final EventMetrics events = new EventMetrics(rollUp, sums, inboxes, clock);
    final UsageMeter meter =
            new UsageMeter(crashes.wrap(UsageStore.class, measured), messages, inboxes, pods, domains, touched, clock);
    final UsageMetrics usage = new UsageMetrics(meter, measured, inboxes, clock);
    final Inbox support = inbox(Fixtures.SUPPORT, Fixtures.POD);
    final Inbox sales = inbox(Fixtures.SALES, Fixtures.OTHER_POD);

    private int number;

    MetricRig() {
        inboxes.create(support);
        inboxes.create(sales);
    }

    private static Inbox inbox(InboxId id, PodId pod) {
        return new Inbox(
                id,
                Fixtures.ORGANIZATION,
                pod,
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                BEGINNING,
                BEGINNING);
    }

    static Scope scopeOf(Inbox inbox) {
        return new Scope.OneInbox(inbox.pod(), inbox.id());
    }

    void happens(EventType type, Inbox inbox, Instant at) {
        number++;
        MessageRef message = MessageRef.of(Fixtures.message(number).build());
        log.append(new MailEvent(
                Fixtures.eventId(number),
                type,
                Fixtures.ORGANIZATION,
                inbox.pod(),
                inbox.id(),
                at,
                new EventBody.Rejected(message, "x")));
    }

    void happens(Inbox inbox, String at) {
        happens(EventType.MESSAGE_RECEIVED, inbox, Instant.parse(at));
    }

    Message add(Inbox inbox, int name) {
        Message message = Fixtures.message(name).in(inbox.id()).build();
        rows.add(inbox, message);
        return message;
    }

    static MetricRange.Wish wish(String start, String end, int period) {
        return new MetricRange.Wish(
                Optional.of(Instant.parse(start)),
                Optional.of(Instant.parse(end)),
                Optional.of(period).filter(seconds -> seconds > 0).map(Integer::longValue),
                Optional.empty(),
                false);
    }
}
