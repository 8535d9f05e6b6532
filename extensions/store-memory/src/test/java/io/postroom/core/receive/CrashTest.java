package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Message;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A delivery is cut off at each call of a store, before or after the call did its work, and repeated until it is through. */
class CrashTest {
    private static final int MORE_CALLS_THAN_ARE_MADE = 20;

    private static final List<TextMessage> MESSAGES = List.of(
            TextMessage.of("<1@example.com>", "with an id", "text"),
            TextMessage.of("Subject: without an id\n\ntext"),
            TextMessage.of("Subject: a reply\nMessage-ID: <2@example.com>\nIn-Reply-To: <1@example.com>\n\ntext"),
            TextMessage.of("<taken@example.com>", "an id that is taken", "text"));

    private Receiving room = new Receiving();
    private boolean listenerIsFast;

    @ParameterizedTest
    @EnumSource(Moment.class)
    void storesListsAndAnnouncesOnceAfterACutAtAnyCall(Moment moment) {
        for (TextMessage message : MESSAGES) {
            forEachCall(moment, message, () -> {});
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void findsItsRowWhenTheMailboxWasLookedThroughInBetween(Moment moment) {
        for (TextMessage message : MESSAGES) {
            forEachCall(moment, message, () -> room.repair());
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void findsItsRowWhenTheListenerCameFirst(Moment moment) {
        listenerIsFast = true;
        for (TextMessage message : MESSAGES) {
            forEachCall(moment, message, () -> {});
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void bearsSeveralCutsInARow(Moment moment) {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            open();
            for (int next = call; next > 0; next--) {
                room.crashes.at(next, moment);
                attempt(MESSAGES.get(1));
                room.clock.advance(Duration.ofSeconds(2));
            }
            room.crashes.at(Integer.MAX_VALUE, moment);
            assertThat(attempt(MESSAGES.get(1))).isTrue();
            assertOnce(moment + " from " + call + " down");
        }
    }

    private void forEachCall(Moment moment, TextMessage message, Runnable between) {
        int call = 0;
        boolean cut = true;
        while (cut) {
            call++;
            open();
            room.crashes.at(call, moment);
            cut = !attempt(message);
            room.crashes.at(Integer.MAX_VALUE, moment);
            between.run();
            if (cut) {
                room.clock.advance(Duration.ofSeconds(2));
                assertThat(attempt(message)).isTrue();
            }
            between.run();
            assertOnce(message + " " + moment + " " + call);
        }
        assertThat(call).isGreaterThan(5);
    }

    private void open() {
        room = new Receiving();
        room.listenerIsFast = listenerIsFast;
        room.deliver("earlier", TextMessage.of("<taken@example.com>", "first", "other text"));
        room.clock.advance(Duration.ofMinutes(1));
    }

    private boolean attempt(TextMessage message) {
        try {
            room.deliver("arrival", message);
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    private void assertOnce(String where) {
        assertThat(room.mailboxes.all(Fixtures.SUPPORT)).as(where).hasSize(2);
        assertThat(room.listed())
                .as(where)
                .hasSize(2)
                .extracting(Message::mailboxId)
                .doesNotHaveDuplicates();
        assertThat(room.events()).as(where).hasSize(2);
        assertThat(room.announced()).as(where).containsExactlyInAnyOrderElementsOf(room.listed());
        assertThat(room.threads())
                .as(where)
                .hasSize(2)
                .allSatisfy(thread -> assertThat(thread.messageCount()).isEqualTo(1));
    }
}
