package io.postroom.routes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.routes.SocketClient;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import io.postroom.testkit.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told that was away. */
class MissedEventsTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");

    private final Api api = new Api();

    @BeforeEach
    void makeAnInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private SocketClient since(String event) {
        return SocketClient.open(api.port(), "?since=" + event, api.root);
    }

    private void deliver(String id) {
        api.world.deliver(SUPPORT, id, "Subject", "Text");
    }

    /** The ids of all events in the log. */
    private List<String> log() {
        return api.world.eventLog.readAfter(api.world.organization.id(), Position.START, 10_000).stream()
                .map(EventLog.Entry::event)
                .map(event -> event.id().value())
                .toList();
    }

    @Test
    void repeatsWhatWasMissedAndGoesOn() {
        for (int i = 0; i < 120; i++) {
            deliver("<" + i + "@x>");
        }
        try (SocketClient client = since(log().get(9))) {
            assertThat(client.next().path("type").asText()).isEqualTo("subscribed");
            assertThat(client.nextIds(110)).containsExactlyElementsOf(log().subList(10, 120));
            deliver("<live@x>");
            assertThat(client.nextIds(1)).containsExactly(log().get(120));
        }
    }

    @Test
    void goesOnBehindAnEventThatCannotBeWritten() {
        deliver("<first@x>");
        MailboxMessageId unreadable =
                api.world.mailboxes.append(SUPPORT, TextMessage.of("no field\n\n"), Labels.NONE, Fixtures.NOW);
        Message message = Fixtures.message(1).in(SUPPORT).storedAs(unreadable).build();
        api.world.eventLog.append(new MailEvent(
                Fixtures.eventId(1),
                EventType.MESSAGE_RECEIVED,
                api.world.organization.id(),
                api.world.organization.defaultPod(),
                SUPPORT,
                Fixtures.NOW,
                new EventBody.Received(message, ThreadSummary.startedBy(message))));
        deliver("<last@x>");

        try (SocketClient client = since(log().get(0))) {
            client.next();
            assertThat(client.nextIds(1)).containsExactly(log().get(2));
        }
    }

    @Test
    void leavesNothingOutAndRepeatsNothingWhileMailComes() {
        int mails = 400;
        deliver("<first@x>");
        String since = log().get(0);
        List<List<String>> seen = Race.of(5, number -> {
            if (number == 0) {
                for (int i = 0; i < mails; i++) {
                    deliver("<" + i + "@x>");
                }
                return List.of();
            }
            List<String> ids = new ArrayList<>();
            String last = since;
            while (ids.size() < mails) {
                try (SocketClient client = since(last)) { // comes and goes, a few events at a time
                    client.next();
                    ids.addAll(client.nextIds(Math.min(37 * number, mails - ids.size())));
                    last = ids.get(ids.size() - 1);
                }
            }
            return ids;
        });

        List<String> expected = log().subList(1, mails + 1);
        seen.subList(1, 5).forEach(ids -> assertThat(ids).containsExactlyElementsOf(expected));
    }
}
