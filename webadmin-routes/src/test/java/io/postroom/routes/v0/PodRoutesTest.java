package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.message.Message;
import io.postroom.routes.Client.Reply;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRoutesTest {
    private static final String PODS = "/v0/pods";
    private static final InboxId INBOX = new InboxId("a@agents.example");

    private final Api api = new Api();
    private String pod = "";

    @BeforeEach
    void create() {
        pod = PODS + "/" + api.post(PODS, "{\"client_id\":\"mine\"}").text("pod_id");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAPodUnderANameOfTheCallers() {
        Reply again = api.post(PODS, "{\"name\":\"Other\",\"client_id\":\"mine\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(PODS + "/" + again.text("pod_id")).isEqualTo(pod);
        assertThat(again.text("name")).isEqualTo("mine");
        assertThat(again.text("client_id")).isEqualTo("mine");
        assertThat(api.post(PODS, "").text("name")).isEqualTo("Pod");
    }

    @Test
    void findsAPodByIdAndByClientId() {
        String id = api.get(pod).text("pod_id");

        assertThat(api.get(PODS + "/mine").text("pod_id")).isEqualTo(id);
        assertThat(api.get(PODS).json().path("count").asInt()).isEqualTo(2);
        assertThat(api.get(PODS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get(PODS + "/unknown").text("code")).isEqualTo("not_found");
    }

    @Test
    void isDeletedOnceItIsEmpty() {
        api.post(PODS + "/mine/inboxes", "{\"username\":\"a\"}");

        Reply refused = api.delete(PODS + "/mine");
        api.delete(pod + "/inboxes/" + INBOX);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("cannot_delete");
        assertThat(api.delete(PODS + "/mine").status()).isEqualTo(204);
        assertThat(api.get(pod).status()).isEqualTo(404);
        assertThat(api.get(pod + "/inboxes").status()).isEqualTo(404);
    }

    @Test
    void holdsInboxesOfItsOwn() {
        Reply made = api.post(pod + "/inboxes", "{\"username\":\"a\"}");
        api.post("/v0/inboxes", "{\"username\":\"b\"}");
        String one = pod + "/inboxes/" + INBOX;

        assertThat(PODS + "/" + made.text("pod_id")).isEqualTo(pod);
        assertThat(api.get(pod + "/inboxes").json().path("count").asInt()).isEqualTo(1);
        assertThat(api.get("/v0/inboxes").json().path("count").asInt()).isEqualTo(2);
        assertThat(api.get(one).status()).isEqualTo(200);
        assertThat(api.patch(one, "{\"display_name\":\"Ann\"}").text("display_name"))
                .isEqualTo("Ann");
        assertThat(api.get(pod + "/inboxes/b@agents.example").status()).isEqualTo(404);
        assertThat(api.delete(pod + "/inboxes/b@agents.example").status()).isEqualTo(404);
        assertThat(api.delete(one).status()).isEqualTo(202);
    }

    @Test
    void showsTheThreadsOfItsInboxes() {
        api.post(pod + "/inboxes", "{\"username\":\"a\"}");
        api.post("/v0/inboxes", "{\"username\":\"b\"}");
        Message mine = api.world.deliver(INBOX, "<1@example.com>", "Mine", "Text");
        Message other = api.world.deliver(new InboxId("b@agents.example"), "<2@example.com>", "Other", "Text");
        String thread = pod + "/threads/" + mine.thread();

        assertThat(api.get(pod + "/threads").json().at("/threads/0/subject").asText())
                .isEqualTo("Mine");
        assertThat(api.get(pod + "/threads").json().path("count").asInt()).isEqualTo(1);
        assertThat(api.get(thread).json().at("/messages/0/message_id").asText()).isEqualTo("<1@example.com>");
        assertThat(api.patch(thread, "{\"add_labels\":[\"seen\"]}").status()).isEqualTo(200);
        assertThat(api.get(pod + "/threads/" + other.thread()).status()).isEqualTo(404);
        assertThat(api.delete(thread).status()).isEqualTo(204);
    }

    @Test
    void showsTheDraftsOfItsInboxesAndChangesNone() {
        api.post(pod + "/inboxes", "{\"username\":\"a\"}");
        String id = api.post("/v0/inboxes/" + INBOX + "/drafts", "{\"subject\":\"Mine\"}")
                .text("draft_id");

        assertThat(api.get(pod + "/drafts").json().at("/drafts/0/draft_id").asText())
                .isEqualTo(id);
        assertThat(api.get(pod + "/drafts/" + id).text("subject")).isEqualTo("Mine");
        assertThat(api.delete(pod + "/drafts/" + id).status()).isEqualTo(404);
        assertThat(api.post(PODS, "{\"client_id\":\"other\"}").status()).isEqualTo(200);
        assertThat(api.get(PODS + "/other/drafts/" + id).status()).isEqualTo(404);
    }

    @Test
    void takesAKeyOfThisPodAndNoneOfAnInboxInIt() {
        PodId id = PodId.parse(api.get(pod).text("pod_id"));
        String own = api.world.keyFor(new Scope.OnePod(id));
        String other = api.world.keyFor(new Scope.OnePod(api.world.organization.defaultPod()));
        String inbox = api.world.keyFor(new Scope.OneInbox(id, INBOX));

        assertThat(api.getAs(own, PODS).json().path("count").asInt()).isEqualTo(1);
        assertThat(api.getAs(own, PODS + "/mine/inboxes").status()).isEqualTo(200);
        assertThat(api.send("POST", "/v0/inboxes", own, "{}").text("pod_id")).isEqualTo(id.toString());
        assertThat(api.getAs(other, PODS + "/mine/inboxes").status()).isEqualTo(404);
        assertThat(api.getAs(inbox, PODS + "/mine/inboxes").status()).isEqualTo(403);
        assertThat(api.getAs(inbox, PODS).status()).isEqualTo(403);
        assertThat(api.send("POST", PODS, own, "{}").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"name\":1}|[\"name\"]", "{\"name\":\"\"}|[\"name\"]", "{\"client_id\":\"a@b\"}|[\"client_id\"]"
            })
    void refusesWhatIsWrongWithItsPath(String body, String path) {
        Reply reply = api.post(PODS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
    }
}
