package io.postroom.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postroom.core.audit.LabelEvent.Kind;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.store.memory.MemoryLabelEventStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelAuditTest {
    private static final Label LATER = new Label("todo");

    private final Inbox inbox = Fixtures.inbox();
    private final FixedClock clock = new FixedClock();
    private final Crashes crashes = new Crashes();
    private final MemoryLabelEventStore events = new MemoryLabelEventStore();
    private final MessageStore inner = new MemoryMessageStore();
    private final LabelAudit audit = new LabelAudit(crashes.wrap(LabelEventStore.class, events), clock);
    private final Rows rows =
            new Rows(new WatchedMessageStore(crashes.wrap(MessageStore.class, inner), List.of(audit)));

    private List<LabelEvent> told() {
        return events.list(inbox.id(), new PageRequest(100, Optional.empty(), true))
                .items();
    }

    private void relabel(Message message, Label... labels) {
        Message now = inner.find(inbox.id(), message.id()).orElseThrow();
        rows.relabel(inbox, now, Labels.of(labels), clock.instant());
    }

    @Test
    void tellsWhatALaterChangeDid() {
        Message message = Fixtures.message(1).build();
        rows.add(inbox, message);
        clock.advance(Duration.ofHours(1));

        relabel(message, Label.RECEIVED, Label.READ, LATER);
        relabel(message, Label.RECEIVED, Label.READ, LATER);
        clock.advance(Duration.ofHours(1));
        relabel(message, Label.RECEIVED, Label.READ);

        Instant first = Fixtures.NOW.plus(Duration.ofHours(1));
        assertThat(told())
                .extracting(LabelEvent::kind, LabelEvent::label, LabelEvent::at, LabelEvent::message)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ADDED, Label.READ, first, message.id()),
                        tuple(Kind.ADDED, LATER, first, message.id()),
                        tuple(Kind.REMOVED, Label.UNREAD, first, message.id()),
                        tuple(Kind.REMOVED, LATER, first.plus(Duration.ofHours(1)), message.id()));
        assertThat(told()).extracting(event -> event.id().value()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tellsOnceOfAChangeThatWasCutOffAndMadeAgain() {
        int number = 0;
        for (Crashes.Moment moment : Crashes.Moment.values()) {
            boolean cut = true;
            for (int call = 1; cut; call++) {
                Message message = Fixtures.message(++number).build();
                rows.add(inbox, message);
                crashes.at(call, moment);
                cut = !relabelled(message);
                crashes.at(Integer.MAX_VALUE, moment);
                clock.advance(Duration.ofMinutes(1));
                assertThat(relabelled(message)).isTrue();

                assertThat(told())
                        .filteredOn(event -> event.message().equals(message.id()))
                        .as(moment + " " + call)
                        .extracting(LabelEvent::kind)
                        .containsExactlyInAnyOrder(Kind.ADDED, Kind.REMOVED);
            }
        }
    }

    private boolean relabelled(Message message) {
        try {
            relabel(message, Label.RECEIVED, LATER);
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }
}
