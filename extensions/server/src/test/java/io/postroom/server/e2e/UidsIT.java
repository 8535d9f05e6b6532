package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.mail.MessagingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** UIDs across restarts: a mail client that keeps copies of messages knows them by these. */
@ExtendWith(RoughServer.class)
class UidsIT {
    private static final String PASSWORD = "a password for numbers";

    private final PostroomServer server;
    private final Postroom postroom;
    private final InboxClient inbox;

    UidsIT(PostroomServer server) {
        this.server = server;
        this.postroom = server.clients();
        this.inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
    }

    @Test
    void aStopSkipsNoneAndACrashRepeatsNone() throws Exception {
        deliver();
        deliver();
        server.stop();
        restart();

        assertThat(uidNext()).isEqualTo(3);
        deliver();
        server.kill();
        restart();

        long next = uidNext();
        assertThat(next).isGreaterThan(3);
        deliver();
        try (ImapClient imap = imap()) {
            assertThat(imap.uids("INBOX")).containsExactly(1L, 2L, 3L, next);
        }
    }

    private void deliver() {
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());
    }

    private void restart() {
        server.launch();
        server.awaitHealthy();
    }

    private long uidNext() throws MessagingException {
        try (ImapClient imap = imap()) {
            return imap.uidNext("INBOX");
        }
    }

    private ImapClient imap() throws MessagingException {
        return postroom.imap(inbox.id(), PASSWORD);
    }
}
