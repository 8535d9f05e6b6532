package io.postroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Pod;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.error.RefusedException;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final MemoryEventLog log = new MemoryEventLog();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryPodStore pods = new MemoryPodStore();
    private final Events events = new Events(log, pods, inboxes);

    private static MailEvent received(int number) {
        return Fixtures.received(Fixtures.message(number).build());
    }

    private static MailEvent ofType(int number, EventType type) {
        MailEvent event = received(number);
        return new MailEvent(
                event.id(), type, event.organization(), event.pod(), event.inbox(), event.at(), event.body());
    }

    private List<MailEvent> read(Caller caller, EventFilter filter) {
        return events.read(caller, filter, Position.START, 100).entries().stream()
                .map(EventLog.Entry::event)
                .toList();
    }

    @Test
    void findsFewAmongManyInSeveralParts() {
        for (int i = 0; i < 2_500; i++) {
            log.append(i == 2_300 ? ofType(i, EventType.MESSAGE_SENT) : received(i));
        }
        EventFilter sent = new EventFilter(Set.of(EventType.MESSAGE_SENT), Set.of(), Set.of());

        Events.Slice first = events.read(Callers.unrestricted(), sent, Position.START, 10);
        Events.Slice second = events.read(Callers.unrestricted(), sent, first.end(), 10);
        Events.Slice third = events.read(Callers.unrestricted(), sent, second.end(), 10);

        assertThat(first.entries()).isEmpty();
        assertThat(first.more()).isTrue();
        assertThat(second.more()).isTrue();
        assertThat(third.entries()).hasSize(1);
        assertThat(third.more()).isFalse();
        assertThat(third.end()).isEqualTo(log.end(Fixtures.ORGANIZATION));
    }

    @Test
    void showsAKeyOfAnInboxNothingOfTheWholeOrganization() {
        log.append(received(1));
        MailEvent verified = Fixtures.verified(Fixtures.verifiedDomain("d.example", DomainOptions.USUAL));
        log.append(verified);

        assertThat(read(Callers.of(Fixtures.SUPPORT), EventFilter.STANDARD)).containsExactly(received(1));
        assertThat(read(Callers.of(Fixtures.SALES), EventFilter.STANDARD)).isEmpty();
        assertThat(read(Callers.of(Fixtures.POD), EventFilter.STANDARD)).containsExactly(received(1));
        assertThat(read(Callers.of(Fixtures.OTHER_POD), EventFilter.STANDARD)).isEmpty();
        assertThat(read(Callers.unrestricted(), EventFilter.STANDARD)).containsExactly(received(1), verified);
        assertThat(read(Callers.only(Permission.DOMAIN_READ), EventFilter.STANDARD))
                .containsExactly(verified);
        assertThat(read(Callers.stranger(), EventFilter.STANDARD)).isEmpty();
    }

    @Test
    void hidesWhatAFilterAsksForOnceTheKeyMayNotReadItAnyMore() {
        log.append(ofType(1, EventType.MESSAGE_RECEIVED_BLOCKED));
        EventFilter blocked = new EventFilter(Set.of(EventType.MESSAGE_RECEIVED_BLOCKED), Set.of(), Set.of());

        assertThat(read(Callers.only(Permission.MESSAGE_READ, Permission.LABEL_BLOCKED_READ), blocked))
                .hasSize(1);
        assertThat(read(Callers.only(Permission.MESSAGE_READ), blocked)).isEmpty();
        assertThat(read(Callers.only(Permission.LABEL_BLOCKED_READ), blocked)).isEmpty();
    }

    @Test
    void knowsThePlaceOfAnEventInTheScopeOnly() {
        log.append(received(1));
        EventId id = received(1).id();

        assertThat(events.placeOf(Callers.of(Fixtures.SUPPORT), id, "after")).isEqualTo(log.end(Fixtures.ORGANIZATION));
        for (Caller caller : List.of(Callers.of(Fixtures.SALES), Callers.stranger())) {
            assertThatThrownBy(() -> events.placeOf(caller, id, "after")).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void refusesAFilterThatNamesAnInboxOfOthers() {
        inboxes.create(Fixtures.inbox());
        EventFilter filter = new EventFilter(Set.of(), Set.of(Fixtures.SUPPORT), Set.of());

        events.check(Callers.unrestricted(), filter);
        for (Caller caller : List.of(Callers.stranger(), Callers.of(Fixtures.SALES))) {
            assertThatThrownBy(() -> events.check(caller, filter)).hasMessage("Inbox not found");
        }
    }

    @Test
    void takesAFilterOfThePodsThatTheCallerReaches() {
        EventFilter standard = new EventFilter(Set.of(), Set.of(), Set.of(Fixtures.POD));
        EventFilter other = new EventFilter(Set.of(), Set.of(), Set.of(Fixtures.OTHER_POD));
        assertThatThrownBy(() -> events.check(Callers.unrestricted(), other)).hasMessage("Pod not found");
        pods.create(new Pod(
                Fixtures.OTHER_POD,
                Fixtures.ORGANIZATION,
                "other",
                Optional.empty(),
                false,
                Fixtures.NOW,
                Fixtures.NOW));

        events.check(Callers.unrestricted(), other);
        events.check(Callers.unrestricted(), standard);
        events.check(Callers.of(Fixtures.POD), standard);
        for (Caller caller : List.of(Callers.of(Fixtures.POD), Callers.of(Fixtures.SUPPORT), Callers.stranger())) {
            assertThatThrownBy(() -> events.check(caller, other)).hasMessage("Pod not found");
        }
    }

    @Test
    void aFilterOfInboxesAndPodsWantsWhatIsInEither() {
        EventFilter either = new EventFilter(Set.of(), Set.of(Fixtures.SALES), Set.of(Fixtures.POD));
        EventFilter sales = new EventFilter(Set.of(), Set.of(Fixtures.SALES), Set.of());

        assertThat(either.wants(received(1))).isTrue();
        assertThat(sales.wants(received(1))).isFalse();
        assertThat(Optional.of(EventFilter.STANDARD)
                        .filter(filter -> filter.wants(ofType(1, EventType.MESSAGE_RECEIVED_SPAM))))
                .isEmpty();
    }
}
