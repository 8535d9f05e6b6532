package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a sender's {@code X-AgentMail-Idempotency-Key} does. */
@ExtendWith(SharedServer.class)
class IdempotencyIT {
    private static final String KEY = "X-AgentMail-Idempotency-Key";

    private final Postroom postroom;
    private final InboxClient inbox;
    private final String key = UUID.randomUUID().toString();
    private final WebhookSink sink = WebhookSink.open();

    IdempotencyIT(Postroom postroom) {
        this.postroom = postroom;
        this.inbox = postroom.inbox();
        postroom.subscribe(sink, inbox);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    private Letter letter(String text) {
        return Letter.to(inbox.id()).header(KEY, key).text(text);
    }

    /** Sends a message without a key and waits until it was announced: what came before it is over then. */
    private void awaitAllBefore() {
        Letter last = Letter.to(inbox.id()).subject("last");
        postroom.deliver(inbox, last);
        sink.await(last.messageId());
    }

    @Test
    void aRepetitionIsNeitherStoredNorAnnounced() {
        Letter first = letter("pay 5\r\n");
        Letter again = letter("pay 5\r\n");
        postroom.deliver(inbox, first);
        sink.await(first.messageId());

        postroom.deliver(inbox, again);
        awaitAllBefore();

        assertThat(inbox.everyMessageId()).hasSize(2).doesNotContain(again.messageId());
        assertThat(sink.callsAbout(again.messageId())).isEmpty();
    }

    @Test
    void otherContentUnderTheKeyIsStoredAsDuplicateAndNotAnnounced() {
        Letter first = letter("pay 5\r\n");
        Letter changed = letter("pay 500\r\n");
        postroom.deliver(inbox, first);
        sink.await(first.messageId());

        postroom.deliver(inbox, changed);
        inbox.await(changed.messageId());
        awaitAllBefore();

        assertThat(inbox.labels(changed.messageId())).contains("duplicate");
        assertThat(inbox.labels(first.messageId())).doesNotContain("duplicate");
        assertThat(sink.callsAbout(changed.messageId())).isEmpty();
    }

    @Test
    void anotherSendersMailUnderTheSameKeyIsUntouched() {
        Letter first = letter("pay 5\r\n");
        postroom.deliver(inbox, first);
        sink.await(first.messageId());
        Letter other = letter("pay 5\r\n");

        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send("mallory@evil.example", inbox.id(), other.octets())
                            .code())
                    .isEqualTo(250);
        }

        sink.await(other.messageId());
        assertThat(inbox.labels(other.messageId())).doesNotContain("duplicate");
    }

    @Test
    void theKeyCountsInOneInboxOnly() {
        InboxClient second = postroom.inbox();
        postroom.deliver(inbox, letter("pay 5\r\n"));
        Letter same = letter("pay 5\r\n");

        postroom.deliver(second, same);

        second.await(same.messageId());
    }
}
