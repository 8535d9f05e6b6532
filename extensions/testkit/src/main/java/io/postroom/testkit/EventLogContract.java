package io.postroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventLog.Entry;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} does. */
public interface EventLogContract {
    /** The log under test, empty at the start of each test. */
    EventLog log();

    @Test
    default void isEmptyAtFirst() {
        assertThat(log().readAfter(Fixtures.ORGANIZATION, Position.START, 10)).isEmpty();
        assertThat(log().end(Fixtures.ORGANIZATION)).isEqualTo(Position.START);
        assertThat(log().find(Fixtures.ORGANIZATION, Fixtures.eventId(1))).isEmpty();
    }

    @Test
    default void readsEventsInTheOrderTheyWereAppended() {
        List<MailEvent> events =
                IntStream.range(0, 250).mapToObj(EventLogContract::event).toList();

        events.forEach(log()::append);

        List<Entry> entries = readAll(Fixtures.ORGANIZATION, 40);
        assertThat(entries).extracting(Entry::event).containsExactlyElementsOf(events);
        assertThat(entries).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
        assertThat(log().end(Fixtures.ORGANIZATION)).isEqualTo(entries.get(249).position());
    }

    @Test
    default void readsFromTheMiddle() {
        IntStream.range(0, 10).mapToObj(EventLogContract::event).forEach(log()::append);
        List<Entry> all = readAll(Fixtures.ORGANIZATION, 100);

        assertThat(log().readAfter(Fixtures.ORGANIZATION, all.get(3).position(), 4))
                .containsExactlyElementsOf(all.subList(4, 8));
        assertThat(log().readAfter(Fixtures.ORGANIZATION, all.get(9).position(), 4))
                .isEmpty();
    }

    @Test
    default void keepsWhatBecameOfAMessage() {
        MessageRef message = MessageRef.of(Fixtures.message(1).build());
        List<EventBody> bodies = List.of(
                new EventBody.Sent(message, List.of("a@example.com", "b@example.com")),
                new EventBody.Delivered(message, List.of("a@example.com")),
                new EventBody.Bounced(
                        message,
                        false,
                        "MailboxFull",
                        List.of(new EventBody.FailedRecipient("a@example.com", "4.2.2"))),
                new EventBody.Bounced(message, true, "General", List.of()),
                new EventBody.Complained(message, "abuse", List.of("b@example.com")),
                new EventBody.Complained(message, "other", List.of()),
                new EventBody.Rejected(message, "a reason: \"x\""));
        List<MailEvent> events = IntStream.range(0, bodies.size())
                .mapToObj(i -> new MailEvent(
                        Fixtures.eventId(i),
                        EventType.MESSAGE_BOUNCED,
                        Fixtures.ORGANIZATION,
                        Fixtures.POD,
                        Fixtures.SUPPORT,
                        Fixtures.NOW,
                        bodies.get(i)))
                .toList();

        events.forEach(log()::append);

        assertThat(readAll(Fixtures.ORGANIZATION, 40)).extracting(Entry::event).isEqualTo(events);
    }

    @Test
    default void appendsAnEventOnce() {
        log().append(event(1));
        log().append(event(2));
        log().append(event(1));

        assertThat(readAll(Fixtures.ORGANIZATION, 10)).extracting(Entry::event).containsExactly(event(1), event(2));
    }

    @Test
    default void appendsAnEventOnceWhenManyTryAtOnce() {
        Race.of(16, number -> {
            log().append(event(1));
            return number;
        });

        assertThat(readAll(Fixtures.ORGANIZATION, 10)).extracting(Entry::event).containsExactly(event(1));
    }

    @Test
    default void deletesAllOfOneOrganization() {
        IntStream.range(0, 250).mapToObj(EventLogContract::event).forEach(log()::append);
        MailEvent elsewhere = inTheOtherOrganization(event(2));
        log().append(elsewhere);

        log().deleteAll(Fixtures.ORGANIZATION);
        log().deleteAll(Fixtures.ORGANIZATION);

        assertThat(readAll(Fixtures.ORGANIZATION, 100)).isEmpty();
        assertThat(log().end(Fixtures.ORGANIZATION)).isEqualTo(Position.START);
        assertThat(log().find(Fixtures.ORGANIZATION, event(1).id())).isEmpty();
        assertThat(readAll(Fixtures.OTHER_ORGANIZATION, 100))
                .extracting(Entry::event)
                .containsExactly(elsewhere);
    }

    @Test
    default void findsAnEntryByTheIdOfItsEvent() {
        log().append(event(1));
        log().append(event(2));
        List<Entry> entries = readAll(Fixtures.ORGANIZATION, 10);

        assertThat(log().find(Fixtures.ORGANIZATION, event(2).id())).contains(entries.get(1));
        assertThat(log().find(Fixtures.OTHER_ORGANIZATION, event(2).id())).isEmpty();
    }

    @Test
    default void keepsWhatIsAboutNoInbox() {
        Domain domain = Fixtures.verifiedDomain("mail.example", DomainOptions.USUAL);
        MailEvent event = Fixtures.verified(domain);

        log().append(event);

        assertThat(readAll(Fixtures.ORGANIZATION, 10)).extracting(Entry::event).containsExactly(event);
    }

    @Test
    default void keepsOrganizationsApart() {
        MailEvent ours = event(1);
        MailEvent theirs = inTheOtherOrganization(event(2));

        log().append(ours);
        log().append(theirs);

        assertThat(readAll(Fixtures.ORGANIZATION, 10)).extracting(Entry::event).containsExactly(ours);
        assertThat(readAll(Fixtures.OTHER_ORGANIZATION, 10))
                .extracting(Entry::event)
                .containsExactly(theirs);
    }

    private static MailEvent inTheOtherOrganization(MailEvent event) {
        return new MailEvent(
                event.id(),
                event.type(),
                Fixtures.OTHER_ORGANIZATION,
                Optional.of(Fixtures.OTHER_POD),
                event.inbox(),
                event.at(),
                event.body());
    }

    @Test
    default void keepsOddTexts() {
        List<MailEvent> events = new ArrayList<>();
        for (String line : OddStrings.LINES) {
            events.add(Fixtures.received(Fixtures.message(events.size())
                    .subject(line)
                    .from(line)
                    .labels(new Label(line))
                    .build()));
        }

        events.forEach(log()::append);

        assertThat(readAll(Fixtures.ORGANIZATION, 10)).extracting(Entry::event).containsExactlyElementsOf(events);
    }

    @Test
    default void neverShowsAnEntryBeforeOneShownAlready() {
        int writers = 8;
        int each = 25;

        List<List<Entry>> results = Race.of(writers + 1, number -> {
            if (number == writers) {
                return follow(writers * each);
            }
            IntStream.range(0, each).mapToObj(i -> event(number * 1000 + i)).forEach(event -> log().append(event));
            return List.of();
        });

        List<Entry> seen = results.get(writers);
        assertThat(seen).extracting(Entry::position).isSorted();
        assertThat(seen).containsExactlyElementsOf(readAll(Fixtures.ORGANIZATION, 100));
    }

    @Test
    default void theEndIsNeverPastAnEntryThatIsStillToCome() {
        int writers = 8;
        int each = 25;
        List<Position> ends = new ArrayList<>();
        List<Integer> known = new ArrayList<>();

        Race.of(writers + 1, number -> {
            if (number < writers) {
                IntStream.range(0, each).mapToObj(i -> event(number * 1000 + i)).forEach(event -> log().append(event));
            }
            while (number == writers && ends.size() < 20) {
                Position end = log().end(Fixtures.ORGANIZATION);
                ends.add(end);
                known.add(countUpTo(end));
            }
            return number;
        });

        for (int i = 0; i < ends.size(); i++) {
            assertThat(countUpTo(ends.get(i))).isEqualTo(known.get(i));
        }
    }

    private int countUpTo(Position end) {
        return (int) readAll(Fixtures.ORGANIZATION, 100).stream()
                .filter(entry -> entry.position().compareTo(end) <= 0)
                .count();
    }

    private List<Entry> follow(int count) {
        List<Entry> seen = new ArrayList<>();
        Position position = Position.START;
        while (seen.size() < count) {
            for (Entry entry : log().readAfter(Fixtures.ORGANIZATION, position, 3)) {
                seen.add(entry);
                position = entry.position();
            }
        }
        return seen;
    }

    private List<Entry> readAll(OrganizationId organization, int limit) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> page = log().readAfter(organization, Position.START, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            entries.addAll(page);
            page = log().readAfter(organization, page.get(page.size() - 1).position(), limit);
        }
        return entries;
    }

    private static MailEvent event(int number) {
        return Fixtures.received(Fixtures.message(number).build());
    }
}
