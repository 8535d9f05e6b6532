package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.audit.LabelEvent;
import io.postroom.core.audit.LabelEvent.Kind;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageRequest;
import io.postroom.core.secret.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link LabelEventStore} does. */
public interface LabelEventStoreContract {
    /** The store under test, empty at the start of each test. */
    LabelEventStore store();

    private static LabelEvent event(int number) {
        return new LabelEvent(
                Fixtures.eventId(number),
                number % 2 == 0 ? Kind.ADDED : Kind.REMOVED,
                new MessageId("<" + number + "@example.com>"),
                new Label("label " + number),
                Fixtures.NOW.plusMillis(number / 3));
    }

    @Test
    default void listsEventsInBothDirections() {
        List<LabelEvent> events = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            events.add(event(number));
        }

        store().add(Fixtures.SUPPORT, events.subList(0, 10));
        store().add(Fixtures.SUPPORT, events.subList(5, 25));
        store().add(Fixtures.SUPPORT, List.of());

        List<LabelEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        assertThat(PageWalk.oldestFirst(7, page -> store().list(Fixtures.SUPPORT, page)))
                .isEqualTo(events);
        assertThat(PageWalk.newestFirst(7, page -> store().list(Fixtures.SUPPORT, page)))
                .isEqualTo(reversed);
        assertThat(store().list(Fixtures.SALES, PageRequest.first()).items()).isEmpty();
    }

    @Test
    default void knowsWhenAChangeWasFirstTried() {
        Digest change = Digest.sha256("change");

        assertThat(store().firstTried(Fixtures.SUPPORT, change, Fixtures.NOW)).isEqualTo(Fixtures.NOW);

        assertThat(store().firstTried(Fixtures.SUPPORT, change, Fixtures.NOW.plusSeconds(1)))
                .isEqualTo(Fixtures.NOW);
        assertThat(store().firstTried(Fixtures.SUPPORT, Digest.sha256("other"), Fixtures.NOW.plusSeconds(1)))
                .isEqualTo(Fixtures.NOW.plusSeconds(1));
        assertThat(store().firstTried(Fixtures.SALES, change, Fixtures.NOW.plusSeconds(1)))
                .isEqualTo(Fixtures.NOW.plusSeconds(1));
    }

    @Test
    default void deletesThoseOfOneInbox() {
        store().add(Fixtures.SUPPORT, List.of(event(1)));
        store().add(Fixtures.SALES, List.of(event(1)));

        store().deleteAll(Fixtures.SUPPORT);
        store().deleteAll(Fixtures.SUPPORT);

        assertThat(store().list(Fixtures.SUPPORT, PageRequest.first()).items()).isEmpty();
        assertThat(store().list(Fixtures.SALES, PageRequest.first()).items()).containsExactly(event(1));
    }
}
