package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent signs up, a person gets a code by mail, and the agent shows it. */
@ExtendWith(SharedServer.class)
class SignUpIT {
    private final Postroom postroom;
    private final InboxClient person;
    private final Map<String, String> wish;
    private final JsonNode agent;
    private final InboxClient inbox;

    SignUpIT(Postroom postroom) {
        this.postroom = postroom;
        this.person = postroom.inbox();
        String name = "agent-" + UUID.randomUUID();
        this.wish = Map.of("human_email", person.id(), "username", name);
        this.agent = signUp();
        this.inbox = new InboxClient(
                postroom.anonymous().with(agent.get("api_key").asText()),
                agent.get("inbox_id").asText());
    }

    private JsonNode signUp() {
        return postroom.anonymous().post("/v0/agent/sign-up", wish).ok();
    }

    private String code() {
        JsonNode found = person.rest()
                .get(person.path() + "/messages/wait?subject=code&after=2020-01-01T00:00:00Z&timeout=20")
                .ok();
        return found.at("/messages/0/codes/0/code").asText();
    }

    private RestClient.Answer send(String to) {
        return inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", to, "subject", "Hello", "text", "Hello"));
    }

    private RestClient.Answer verify(String code) {
        return inbox.rest().post("/v0/agent/verify", Map.of("otp_code", code));
    }

    @Test
    void theCodeThatAPersonGetsByMailFreesTheAgent() throws MessagingException {
        InboxClient somebody = postroom.inbox();
        assertThat(send(person.id()).status()).isEqualTo(200);
        assertThat(send(somebody.id()).status()).isEqualTo(403);
        assertThatThrownBy(() -> postroom.imap(inbox.id(), agent.get("api_key").asText()))
                .isInstanceOf(AuthenticationFailedException.class);

        assertThat(verify(code()).ok().get("verified").asBoolean()).isTrue();

        assertThat(send(somebody.id()).status()).isEqualTo(200);
        postroom.imap(inbox.id(), agent.get("api_key").asText()).close();
    }

    @Test
    void theAgentSeesNothingOfTheMailWithItsCode() {
        String code = code();

        assertThat(inbox.everyMessageId()).isEmpty();
        assertThat(inbox.rest().get("/v0/events").text()).doesNotContain(code);
        assertThat(inbox.rest().get("/v0/events").ok().get("events")).isEmpty();
    }

    @Test
    void whoHadNoAnswerAsksAgainAndGetsTheSameInbox() {
        JsonNode again = signUp();

        assertThat(again.get("inbox_id")).isEqualTo(agent.get("inbox_id"));
        assertThat(inbox.rest().get("/v0/auth/me").status()).isEqualTo(403);
        RestClient rest = postroom.anonymous().with(again.get("api_key").asText());
        assertThat(rest.post("/v0/agent/verify", Map.of("otp_code", code())).status())
                .isEqualTo(200);
    }
}
