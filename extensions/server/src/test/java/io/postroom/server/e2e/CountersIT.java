package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import javax.mail.MessagingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What James counts beside its mailboxes: an IMAP client is shown as many messages as the counter says. */
@ExtendWith(RoughServer.class)
class CountersIT {
    private static final Duration SWEEPS = Duration.ofMinutes(3);
    private static final String PASSWORD = "a password for counting";

    @Test
    void aMessageThatACrashLeftUncountedIsCountedAfterTheStart(PostroomServer server) throws Exception {
        Postroom postroom = server.clients();
        InboxClient inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        for (int i = 0; i < 2; i++) {
            Letter letter = Letter.to(inbox.id());
            postroom.deliver(inbox, letter);
            inbox.await(letter.messageId());
        }
        try (OpenedStore store = OpenedStore.open(postroom)) {
            store.forgetToCountOne(inbox.id());
        }
        assertThat(counted(postroom, inbox)).isEqualTo(1);
        server.kill();

        server.launch();
        server.awaitHealthy();

        Eventually.holds(SWEEPS, () -> assertThat(counted(postroom, inbox)).isEqualTo(2));
    }

    private static int counted(Postroom postroom, InboxClient inbox) {
        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            return imap.count("INBOX");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
