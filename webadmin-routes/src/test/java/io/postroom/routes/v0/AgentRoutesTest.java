package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.limit.Allowance;
import io.postroom.routes.Client;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Entrance;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentRoutesTest {
    private static final String SIGN_UP = "/v0/agent/sign-up";
    private static final String VERIFY = "/v0/agent/verify";
    private static final String WISH = "{\"human_email\":\"ann@example.com\",\"username\":\"agent\"}";

    private final Api api = new Api(
            new Entrance.Limits(Allowance.UNLIMITED, Allowance.UNLIMITED, Allowance.of(8, Duration.ofHours(1))));

    @AfterEach
    void close() {
        api.close();
    }

    private Reply signUp(String body) {
        Reply reply = api.exchange(api.request(SIGN_UP)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (reply.status() == 200) {
            Client.checkTaken("POST", SIGN_UP, body);
        }
        return reply;
    }

    private static String code(String code) {
        return "{\"otp_code\":\"" + code + "\"}";
    }

    @Test
    void letAnAgentInWithoutAKey() {
        Reply agent = signUp(WISH);

        assertThat(agent.status()).isEqualTo(200);
        assertThat(agent.text("inbox_id")).isEqualTo("agent@agents.example");
        Reply me = api.getAs(agent.text("api_key"), "/v0/auth/me");
        assertThat(me.text("organization_id")).isEqualTo(agent.text("organization_id"));
        assertThat(me.text("scope_type")).isEqualTo("organization");
    }

    @Test
    void letItWriteToItsPersonOnlyUntilTheCodeComesBack() {
        String key = signUp(WISH).text("api_key");
        String send = "/v0/inboxes/agent@agents.example/messages/send";
        String toBen = "{\"to\":\"ben@example.com\",\"text\":\"Hi\"}";

        assertThat(api.send("POST", send, key, "{\"to\":\"ann@example.com\",\"text\":\"Hi\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", send, key, toBen).text("code")).isEqualTo("message_rejected");
        assertThat(api.send("POST", "/v0/inboxes", key, "").text("code")).isEqualTo("missing_permission");
        assertThat(api.send("POST", "/v0/api-keys", key, "{}").text("code")).isEqualTo("missing_permission");
        assertThat(api.send("POST", "/v0/lists/send/allow", key, "{\"entry\":\"ben@example.com\"}")
                        .text("code"))
                .isEqualTo("missing_permission");
        assertThat(api.send("POST", "/v0/pods", key, "").text("code")).isEqualTo("missing_permission");

        Reply verified =
                api.send("POST", VERIFY, key, code(api.world.notices.last().code()));

        assertThat(verified.http().body()).isEqualTo("{\"verified\":true}");
        assertThat(api.send("POST", send, key, toBen).status()).isEqualTo(200);
        assertThat(api.send("POST", "/v0/inboxes", key, "").status()).isEqualTo(200);
        assertThat(api.getAs(key, "/v0/lists/send/allow").json().path("count").asInt())
                .isZero();
    }

    @Test
    void letItSendTenMessagesADayUntilThen() {
        String key = signUp(WISH).text("api_key");
        String send = "/v0/inboxes/agent@agents.example/messages/send";
        for (int i = 0; i < 10; i++) {
            assertThat(api.send("POST", send, key, "{\"to\":\"ann@example.com\",\"text\":\"" + i + "\"}")
                            .status())
                    .isEqualTo(200);
        }

        Reply refused = api.send("POST", send, key, "{\"to\":\"ann@example.com\",\"text\":\"more\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("limit_exceeded");
    }

    @Test
    void giveTheSameInboxAndAnotherKeyForTheSameWords() {
        Reply first = signUp(WISH);
        Reply second = signUp(WISH);

        assertThat(second.text("inbox_id")).isEqualTo(first.text("inbox_id"));
        assertThat(second.text("organization_id")).isEqualTo(first.text("organization_id"));
        assertThat(api.getAs(first.text("api_key"), "/v0/auth/me").status()).isEqualTo(403);
        assertThat(api.getAs(second.text("api_key"), "/v0/auth/me").status()).isEqualTo(200);
    }

    @Test
    void refuseAWrongCodeAndSayHowManyTriesAreLeft() {
        String key = signUp(WISH).text("api_key");
        String right = api.world.notices.last().code();

        Reply wrong = api.send("POST", VERIFY, key, code(right.equals("000000") ? "000001" : "000000"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/0/path/0").asText()).isEqualTo("otp_code");
        assertThat(wrong.text("message")).contains("9 times");
        assertThat(wrong.http().body()).doesNotContain(right);
    }

    @Test
    void refuseWhoNeverSignedUp() {
        Reply reply = api.post(VERIFY, code("123456"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("code")).isEqualTo("unprocessable");
    }

    @Test
    void sayWhatIsWrongWithTheWish() {
        assertThat(signUp("{}").json().at("/errors/0/path/0").asText()).isEqualTo("human_email");
        assertThat(signUp("{\"human_email\":\"ann\",\"username\":\"a\"}").status())
                .isEqualTo(400);
        assertThat(signUp("{\"human_email\":\"ann@example.com\"}")
                        .json()
                        .at("/errors/0/path/0")
                        .asText())
                .isEqualTo("username");
        assertThat(signUp("{\"human_email\":\"ann@example.com\",\"username\":\"a b\"}")
                        .status())
                .isEqualTo(400);
        String long2049 = "x".repeat(2049);
        assertThat(signUp(WISH.replace("}", ",\"source\":\"" + long2049 + "\"}"))
                        .json()
                        .at("/errors/0/path/0")
                        .asText())
                .isEqualTo("source");
        assertThat(signUp(WISH.replace("}", ",\"source\":\"sdk\",\"referrer\":\"friend\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refuseATakenNameInTheWordsOfInboxes() {
        api.post("/v0/inboxes", "{\"username\":\"agent\"}");

        Reply taken = signUp(WISH);

        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.text("code")).isEqualTo("already_exists");
        assertThat(taken.json().path("suggestions").size()).isPositive();
    }

    @Test
    void areTooManyFromOneAddressAfterAWhile() {
        for (int i = 0; i < 8; i++) {
            assertThat(signUp("{}").status()).isEqualTo(400);
        }
        Reply tooMany = signUp(WISH);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isEqualTo("450");
    }
}
