package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import javax.mail.AuthenticationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suspended organisation can do nothing, and its mail waits at the senders. */
@ExtendWith(SharedServer.class)
class SuspensionIT {
    private final Postroom postroom;
    private final Operator operator;
    private final Operator.Tenant tenant;
    private final RestClient rest;
    private final InboxClient inbox;

    SuspensionIT(Postroom postroom) {
        this.postroom = postroom;
        this.operator = Operator.on(postroom);
        this.tenant = operator.organization("in arrears");
        this.rest = postroom.anonymous().with(tenant.rootKey());
        this.inbox = InboxClient.create(rest, "s" + System.nanoTime());
    }

    private void suspend(boolean suspended) {
        operator.admin()
                .patch(Operator.path(tenant.id()), Map.of("suspended", suspended))
                .ok();
    }

    @Test
    void everyCallIsForbiddenUntilTheSuspensionIsLifted() {
        suspend(true);
        for (String path :
                List.of("/v0/auth/me", "/v0/inboxes", inbox.path(), inbox.path() + "/messages", "/v0/threads")) {
            assertThat(rest.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(rest.post("/v0/inboxes", Map.of()).status()).isEqualTo(403);

        suspend(false);
        assertThat(rest.get(inbox.path()).status()).isEqualTo(200);
    }

    @Test
    void mailIsRefusedForNowAndTakenAfterwards() {
        suspend(true);
        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send(inbox.id(), Letter.to(inbox.id())).code()).isBetween(400, 499);

            suspend(false);
            Letter letter = Letter.to(inbox.id());
            assertThat(smtp.send(inbox.id(), letter).code()).isEqualTo(250);
            inbox.await(letter.messageId());
        }
    }

    @Test
    void mailClientsAreRefusedToo() {
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", "a long enough password"))
                .ok();
        suspend(true);

        for (String secret : List.of(tenant.rootKey(), "a long enough password")) {
            assertThatThrownBy(() -> postroom.imap(inbox.id(), secret))
                    .isInstanceOf(AuthenticationFailedException.class);
            assertThat(postroom.jmap(inbox.id(), secret).session().status()).isEqualTo(401);
            try (SmtpClient submission = postroom.submission()) {
                assertThat(submission.login(inbox.id(), secret).isPositive()).isFalse();
            }
        }
    }
}
