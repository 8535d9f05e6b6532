package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainRoutesTest {
    private static final String DOMAINS = "/v0/domains";
    private static final String ONE = DOMAINS + "/mail.example";
    private static final String WISH = "{\"domain\":\"Mail.Example\"}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private void publish() {
        api.world.dns.publish(
                api.world.domainStore.find(new MailDomain("mail.example")).orElseThrow());
    }

    @Test
    void createsADomainAndSaysWhatDnsIsToHave() {
        Reply reply = api.post(DOMAINS, WISH);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("domain_id")).isEqualTo("mail.example");
        assertThat(reply.text("domain")).isEqualTo("mail.example");
        assertThat(reply.text("status")).isEqualTo("NOT_STARTED");
        assertThat(reply.json().path("feedback_enabled").asBoolean()).isTrue();
        assertThat(reply.json().path("subdomains_enabled").asBoolean()).isFalse();
        assertThat(reply.json().path("tracking_enabled").asBoolean()).isFalse();
        assertThat(reply.json().has("pod_id")).isFalse();
        assertThat(reply.json().at("/records/0").toString())
                .isEqualTo("{\"type\":\"MX\",\"name\":\"mail.example\",\"value\":\"mx.host.example\","
                        + "\"status\":\"MISSING\",\"priority\":10}");
        assertThat(reply.json().at("/records/3/name").asText()).isEqualTo("_dmarc.mail.example");
    }

    @Test
    void showsNoPrivateKeyAnywhere() {
        String sealed = api.post(DOMAINS, WISH).http().body();
        String key = api.world
                .domainStore
                .findKey(new MailDomain("mail.example"))
                .orElseThrow()
                .privateKey()
                .base64();

        assertThat(sealed).doesNotContain(key.substring(0, 20)).doesNotContain("private");
    }

    @Test
    void verifiesAgainstDns() {
        api.post(DOMAINS, WISH);
        assertThat(api.post(ONE + "/verify", "").status()).isEqualTo(204);
        assertThat(api.get(ONE).text("status")).isEqualTo("PENDING");
        assertThat(api.get(ONE).text("reason")).isEqualTo("dns_records_missing");
        publish();

        Reply verified = api.post(ONE + "/verify", "");

        assertThat(verified.status()).isEqualTo(204);
        assertThat(verified.http().body()).isEmpty();
        assertThat(api.get(ONE).text("status")).isEqualTo("VERIFIED");
        assertThat(api.get(ONE).json().at("/records/0/status").asText()).isEqualTo("VALID");
        api.world.dns.mailHost("mail.example", "other.example");
        api.post(ONE + "/verify", "");
        assertThat(api.get(ONE).json().at("/records/0/reason").asText()).isEqualTo("value_mismatch");
    }

    @Test
    void letsInboxesBeMadeInAVerifiedDomainOnly() {
        api.post(DOMAINS, WISH);
        String inbox = "{\"username\":\"a\",\"domain\":\"mail.example\"}";
        assertThat(api.post("/v0/inboxes", inbox).status()).isEqualTo(422);
        publish();
        api.post(ONE + "/verify", "");

        assertThat(api.post("/v0/inboxes", inbox).text("inbox_id")).isEqualTo("a@mail.example");

        assertThat(api.delete(ONE).status()).isEqualTo(403);
        assertThat(api.delete(ONE).text("code")).isEqualTo("cannot_delete");
        assertThat(api.patch(ONE, "{\"catch_all_inbox_id\":\"a@mail.example\"}").text("catch_all_inbox_id"))
                .isEqualTo("a@mail.example");
        assertThat(api.patch(ONE, "{\"catch_all_inbox_id\":null}").json().has("catch_all_inbox_id"))
                .isFalse();
    }

    @Test
    void refusesAChangeOfNothing() {
        api.post(DOMAINS, WISH);

        assertThat(api.patch(ONE, "{}").json().at("/errors/0/path/0").asText()).isEqualTo("feedback_enabled");
        assertThat(api.patch(ONE, "{\"feedback_enabled\":false}").status()).isEqualTo(200);
    }

    @Test
    void answersThatDnsDoesNotAnswer() {
        api.post(DOMAINS, WISH);
        api.world.dns.outage().begin();

        assertThat(api.post(ONE + "/verify", "").status()).isEqualTo(503);
        assertThat(api.get(ONE).text("status")).isEqualTo("NOT_STARTED");
    }

    @Test
    void listsItemsWithoutRecords() {
        api.post(DOMAINS, WISH);
        api.post(DOMAINS, "{\"domain\":\"other.example\"}");

        Reply first = api.get(DOMAINS + "?limit=1&ascending=true");
        Reply second = api.get(DOMAINS + "?limit=1&ascending=true&page_token=" + first.text("next_page_token"));

        assertThat(first.json().at("/domains/0/domain_id").asText()).isEqualTo("mail.example");
        assertThat(first.json().at("/domains/0").has("records")).isFalse();
        assertThat(second.json().at("/domains/0/domain_id").asText()).isEqualTo("other.example");
        assertThat(second.json().has("next_page_token")).isFalse();
        assertThat(api.get("/v0/organizations").json().path("domain_count").asInt())
                .isEqualTo(2);
    }

    @Test
    void givesTheRecordsAsAZoneFile() {
        api.post(DOMAINS, WISH);

        Text file = api.fetch(api.request(ONE + "/zone-file").header("Authorization", "Bearer " + api.root));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=\"mail.example.zone\"");
        assertThat(file.body())
                .contains("mail.example. IN MX 10 mx.host.example.\n")
                .contains("_dmarc.mail.example. IN TXT \"v=DMARC1; p=reject\"\n");
        assertThat(file.body().lines()).noneMatch(line -> line.matches(".*\"[^\"]{256,}\".*"));
    }

    @Test
    void keepsToThePodOfThePath() {
        String pod = "/v0/pods/" + api.world.organization.defaultPod() + "/domains";
        api.post(DOMAINS, WISH);

        Reply reply = api.post(pod, "{\"domain\":\"pod.example\"}");

        assertThat(reply.text("pod_id"))
                .isEqualTo(api.world.organization.defaultPod().toString());
        assertThat(api.get(pod).json().path("count").asInt()).isEqualTo(1);
        assertThat(api.get(pod + "/mail.example").status()).isEqualTo(404);
        assertThat(api.get(pod + "/pod.example").status()).isEqualTo(200);
        assertThat(api.get("/v0/pods/11111111-1111-4111-8111-111111111111/domains")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/v0/pods/nonsense/domains").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|[\"domain\"]",
                "{\"domain\":1}|[\"domain\"]",
                "{\"domain\":\"not a domain\"}|[\"domain\"]",
                "{\"domain\":\"example\"}|[\"domain\"]",
                "{\"domain\":\"-a.example\"}|[\"domain\"]",
                "{\"domain\":\"a.example\",\"subdomains_enabled\":\"yes\"}|[\"subdomains_enabled\"]",
                "{\"domain\":\"a.example\",\"client_id\":\"a@b\"}|[\"client_id\"]"
            })
    void refusesWhatIsWrongWithItsPath(String body, String path) {
        Reply reply = api.post(DOMAINS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
    }

    @Test
    void refusesANameThatIsTaken() {
        api.post(DOMAINS, WISH);

        assertThat(api.post(DOMAINS, WISH).status()).isEqualTo(403);
        assertThat(api.post(DOMAINS, WISH).text("code")).isEqualTo("already_exists");
    }

    @Test
    void asksForPermissionAndScope() {
        String reader = api.world.keyWith(Permission.DOMAIN_READ);
        InboxId inbox = new InboxId("a@agents.example");
        String ofInbox = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), inbox));

        assertThat(api.getAs(reader, DOMAINS).status()).isEqualTo(200);
        assertThat(api.send("POST", DOMAINS, reader, WISH).status()).isEqualTo(403);
        assertThat(api.getAs(ofInbox, DOMAINS).status()).isEqualTo(403);
    }
}
