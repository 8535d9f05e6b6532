package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxRoutesTest {
    private static final String INBOXES = "/v0/inboxes";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAnInboxAsAsked() {
        Reply reply = api.post(INBOXES, """
                {"username":"Support","display_name":"Support","client_id":"one","metadata":{"a":"b","n":1.5,"f":true},
                 "something":"new"}""");

        String organization = api.world.organization.id().toString();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("inbox_id")).isEqualTo("support@agents.example");
        assertThat(reply.text("email")).isEqualTo("support@agents.example");
        assertThat(reply.text("display_name")).isEqualTo("Support");
        assertThat(reply.text("client_id")).isEqualTo("one");
        assertThat(reply.text("organization_id")).isEqualTo(organization);
        assertThat(reply.text("pod_id")).isEqualTo(organization);
        assertThat(reply.json().path("metadata").toString()).isEqualTo("{\"a\":\"b\",\"n\":1.5,\"f\":true}");
        assertThat(reply.text("created_at")).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(reply.text("updated_at")).isEqualTo("2026-03-01T12:00:00.123Z");
    }

    @Test
    void makesARandomAddressForARequestWithoutBody() {
        Reply reply = api.post(INBOXES, "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("inbox_id")).matches("[a-z]+[0-9]{4}@agents\\.example");
        assertThat(reply.json().has("display_name")).isFalse();
        assertThat(reply.json().has("metadata")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "nonsense", "multipart/form-data"})
    void takesJsonUnderAnyContentType(String type) {
        Reply reply = api.exchange(api.request(INBOXES)
                .header("Authorization", "Bearer " + api.root)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"typed\"}")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("inbox_id")).isEqualTo("typed@agents.example");
    }

    @Test
    void returnsTheInboxOfAClientIdThatIsRepeated() {
        String first = api.post(INBOXES, "{\"client_id\":\"c\"}").text("inbox_id");

        Reply again = api.post(INBOXES, "{\"client_id\":\"c\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("inbox_id")).isEqualTo(first);
    }

    @Test
    void refusesATakenNameWithSuggestions() {
        api.post(INBOXES, "{\"username\":\"taken\"}");

        Reply reply = api.post(INBOXES, "{\"username\":\"taken\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("name")).isEqualTo("AlreadyExistsError");
        assertThat(reply.text("code")).isEqualTo("already_exists");
        assertThat(reply.json().path("suggestions")).isNotEmpty();
    }

    @Test
    void refusesADomainThatIsNotTheOrganizations() {
        Reply reply = api.post(INBOXES, "{\"domain\":\"elsewhere.example\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("code")).isEqualTo("unprocessable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"username\":5}|[\"username\"]",
                "{\"username\":null}|[\"username\"]",
                "{\"display_name\":[]}|[\"display_name\"]",
                "{\"client_id\":\"a@b\"}|[\"client_id\"]",
                "{\"metadata\":{\"k\":{}}}|[\"metadata\",\"k\"]",
                "{\"metadata\":[]}|[\"metadata\"]",
                "{\"username\":\"a b\"}|[\"username\"]",
                "{\"username\":\"\\ud800\"}|[\"username\"]",
                "[]|[]",
                "{|[]",
                "{}x|[]",
                "{\"a\":1,\"a\":2}|[]"
            })
    void refusesWhatIsWrongWithItsPath(String body, String path) {
        Reply reply = api.post(INBOXES, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("name")).isEqualTo("ValidationError");
        assertThat(reply.text("code")).isEqualTo("validation_error");
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
        assertThat(reply.json().at("/errors/0/code").asText()).isNotEmpty();
        assertThat(reply.json().at("/errors/0/message").asText()).isNotEmpty();
    }

    @Test
    void refusesNestingWithoutEndAndNumbersWithoutEnd() {
        Reply deep = api.post(INBOXES, "{\"metadata\":" + "[".repeat(100_000));
        Reply endless = api.post(INBOXES, "{\"metadata\":{\"n\":" + "1".repeat(1_000_000) + "}}");

        assertThat(deep.status()).isEqualTo(400);
        assertThat(endless.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"support@agents.example", "support%40agents.example", "SUPPORT@Agents.Example"})
    void findsAnInboxHoweverItsAddressIsSpelt(String spelt) {
        api.post(INBOXES, "{\"username\":\"support\"}");

        Reply reply = api.get(INBOXES + "/" + spelt);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("inbox_id")).isEqualTo("support@agents.example");
    }

    @Test
    void doesNotTakeAPlusInAPathForASpace() {
        assertThat(api.get(INBOXES + "/a+b@agents.example").text("message")).isEqualTo("Inbox not found");
    }

    @Test
    void tellsAForeignInboxFromAnUnknownOneInNothing() {
        var other = api.world.organizations.create("Other");
        String key = api.world.keys.createRoot(other, "root").secret();
        api.post(INBOXES, "{\"username\":\"mine\"}");

        Reply foreign = api.getAs(key, INBOXES + "/mine@agents.example");
        Reply unknown = api.getAs(key, INBOXES + "/nobody@agents.example");
        Reply noAddress = api.getAs(key, INBOXES + "/nonsense");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.http().body())
                .isEqualTo(unknown.http().body())
                .isEqualTo(noAddress.http().body());
    }

    @Test
    void listsInPagesNewestFirst() {
        create("a", "b", "c");

        Reply first = api.get(INBOXES + "?limit=2");
        Reply second = api.get(INBOXES + "?limit=2&page_token=" + first.text("next_page_token"));

        assertThat(first.json().path("count").asInt()).isEqualTo(2);
        assertThat(first.json().path("limit").asInt()).isEqualTo(2);
        assertThat(names(first)).containsExactly("c@agents.example", "b@agents.example");
        assertThat(names(second)).containsExactly("a@agents.example");
        assertThat(second.json().has("next_page_token")).isFalse();
        assertThat(names(api.get(INBOXES + "?ascending=true&whatever=1")))
                .containsExactly("a@agents.example", "b@agents.example", "c@agents.example");
    }

    private void create(String... names) {
        for (String name : names) {
            api.world.clock.advance(Duration.ofSeconds(1));
            api.post(INBOXES, "{\"username\":\"" + name + "\"}");
        }
    }

    private static List<String> names(Reply reply) {
        List<String> names = new ArrayList<>();
        reply.json()
                .path("inboxes")
                .forEach(inbox -> names.add(inbox.path("inbox_id").asText()));
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=-1,limit",
        "limit=ten,limit",
        "limit=1.5,limit",
        "page_token=nonsense,page_token",
        "ascending=maybe,ascending"
    })
    void refusesAMalformedQueryWithItsPath(String query, String path) {
        Reply reply = api.get(INBOXES + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo(path);
    }

    @Test
    void givesNoMoreThanAPageHolds() {
        assertThat(api.get(INBOXES + "?limit=99999999999").json().path("limit").asInt())
                .isEqualTo(100);
    }

    @Test
    void showsAKeyOfOneInboxThatInboxOnly() {
        create("a", "b");
        String key = api.world.keyFor(
                new Scope.OneInbox(api.world.organization.defaultPod(), new InboxId("a@agents.example")));

        assertThat(names(api.getAs(key, INBOXES))).containsExactly("a@agents.example");
        assertThat(api.getAs(key, INBOXES + "/b@agents.example").status()).isEqualTo(404);
        assertThat(api.send("POST", INBOXES, key, "{}").status()).isEqualTo(403);
    }

    @Test
    void changesTheNameAndMergesMetadata() {
        api.post(INBOXES, "{\"username\":\"x\",\"metadata\":{\"a\":1,\"b\":2}}");

        Reply reply = api.patch(
                INBOXES + "/x@agents.example", "{\"display_name\":\"New\",\"metadata\":{\"a\":null,\"c\":\"d\"}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("display_name")).isEqualTo("New");
        assertThat(reply.json().path("metadata").toString()).isEqualTo("{\"b\":2,\"c\":\"d\"}");
    }

    @Test
    void clearsMetadataByNull() {
        api.post(INBOXES, "{\"username\":\"x\",\"metadata\":{\"a\":1}}");

        Reply reply = api.patch(INBOXES + "/x@agents.example", "{\"metadata\":null}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("metadata")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"metadata\":{}}", "", "{\"display_name\":7}"})
    void refusesAChangeOfNothing(String body) {
        api.post(INBOXES, "{\"username\":\"x\"}");

        assertThat(api.patch(INBOXES + "/x@agents.example", body).status()).isEqualTo(400);
    }

    @Test
    void deletesAnInbox() {
        api.post(INBOXES, "{\"username\":\"x\"}");

        Reply reply = api.delete(INBOXES + "/x@agents.example");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(api.get(INBOXES + "/x@agents.example").status()).isEqualTo(404);
        assertThat(api.delete(INBOXES + "/x@agents.example").status()).isEqualTo(404);
    }

    @Test
    void setsThePasswordOfAMailbox() {
        api.post(INBOXES, "{\"username\":\"x\"}");
        String path = INBOXES + "/x@agents.example/credentials";

        Reply reply = api.send("PUT", path, api.root, "{\"password\":\"correct horse battery\"}");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.http().body()).isEmpty();
        assertThat(reply.http().headers().map()).doesNotContainKey("content-type");
        assertThat(api.world.accounts.passwordOf(new InboxId("x@agents.example")))
                .contains("correct horse battery");
        assertThat(api.send("PUT", path, api.root, "{\"password\":\"short\"}").status())
                .isEqualTo(400);
    }

    @Test
    void asksToComeBackWhenTheMailServerIsDown() {
        api.world.accounts.outage().begin();

        Reply reply = api.post(INBOXES, "{}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("code")).isEqualTo("service_unavailable");
        assertThat(reply.header("retry-after")).isNotEmpty();
    }
}
