package io.postroom.routes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationRemoval;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.InboxBelongings;
import io.postroom.core.message.Label;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.Rebuild;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.WebhookBelongings;
import io.postroom.routes.Client;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import io.postroom.routes.QuietRequestLogger;
import io.postroom.routes.v0.Api;
import io.postroom.routes.v0.World;
import io.postroom.store.memory.MemoryDeliveryStore;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.webadmin.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorRoutesTest {
    private static final String ORGANIZATIONS = "/postroom/organizations";

    private final World world = new World();
    private final MemoryDeliveryStore deliveries = new MemoryDeliveryStore(world.clock);
    private final SubmittedRebuilds rebuilds = new SubmittedRebuilds();
    private final String one = ORGANIZATIONS + "/" + world.organization.id();
    private final WebAdmin webAdmin = new WebAdmin(routes(), Set.of(new QuietRequestLogger()));
    private final Client client = new Client(webAdmin.port());

    private static final class SubmittedRebuilds implements Rebuild {
        private final List<String> subjects = new ArrayList<>();

        @Override
        public String submit(OrganizationId organization) {
            subjects.add(organization.toString());
            return "task-" + subjects.size();
        }

        @Override
        public String submit(InboxId inbox) {
            subjects.add(inbox.value());
            return "task-" + subjects.size();
        }
    }

    private List<Routes> routes() {
        OrganizationRemoval removal = new OrganizationRemoval(
                world.organizations,
                world.organizationStore,
                world.keyStore,
                List.of(
                        new InboxBelongings(world.inboxStore, world.removal),
                        new WebhookBelongings(world.webhookStore),
                        world.suppressions));
        List<Routes> routes = new ArrayList<>(Api.routes(world, new AtomicBoolean(true), () -> "http://localhost"));
        routes.add(new OrganizationRoutes(world.organizations, removal, world.keys, world.inboxStore));
        routes.add(new SuppressionRoutes(world.organizations, world.suppressions));
        routes.add(new MailDomainRoutes(world.ownDomain));
        routes.add(new RebuildRoutes(world.organizations, world.inboxStore, rebuilds, () -> "task-search"));
        routes.add(new DeliveryRoutes(world.organizations, deliveries, (organization, webhook, event) -> {
            Delivery delivery = deliveries.find(webhook, event).orElseThrow();
            if (!(delivery.state() instanceof DeliveryState.Abandoned)) {
                throw new RefusedException(Reason.CONFLICT, "An attempt is under way");
            }
            Delivery again = delivery.withState(new DeliveryState.Waiting(world.clock.instant()));
            deliveries.update(delivery, again);
            return again;
        }));
        return routes;
    }

    @AfterEach
    void close() {
        webAdmin.close();
    }

    private Reply send(String method, String path, String body) {
        return client.exchange(client.request(method, path, body).header("Admin", "yes"));
    }

    private Reply agent(String method, String path, String key, String body) {
        return client.exchange(client.request(method, path, body).header("Authorization", "Bearer " + key));
    }

    @Test
    void belongToTheOperator() {
        assertThat(client.exchange(client.request(ORGANIZATIONS)).status()).isEqualTo(401);
        assertThat(client.exchange(client.request("POST", one + "/keys", "")).status())
                .isEqualTo(401);
        assertThat(client.exchange(client.request("POST", one + "/rebuild", "")).status())
                .isEqualTo(401);
        assertThat(client.exchange(client.request("/postroom/webhooks/abandoned"))
                        .status())
                .isEqualTo(401);
        assertThat(client.exchange(client.request("/postroom/mail-domain")).status())
                .isEqualTo(401);
        assertThat(client.exchange(client.request("DELETE", "/postroom/mail-domain/key", ""))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void createsAndShowsOrganizations() {
        Reply made = send("POST", ORGANIZATIONS, "{\"name\":\"New\"}");
        String id = made.text("organization_id");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("name")).isEqualTo("New");
        assertThat(made.json().path("suspended").asBoolean(true)).isFalse();
        assertThat(send("GET", ORGANIZATIONS, "").json()).hasSize(2);
        assertThat(send("GET", ORGANIZATIONS + "/" + id, "").text("organization_id"))
                .isEqualTo(id);
    }

    @Test
    void answersMistakesAsWebAdminDoes() {
        Reply noName = send("POST", ORGANIZATIONS, "{}");
        Reply unknown = send("GET", ORGANIZATIONS + "/" + UUID.randomUUID(), "");

        assertThat(noName.status()).isEqualTo(400);
        assertThat(noName.json().path("statusCode").asInt()).isEqualTo(400);
        assertThat(noName.text("type")).isEqualTo("InvalidArgument");
        assertThat(noName.text("message")).contains("name");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("type")).isEqualTo("notFound");
        assertThat(send("GET", ORGANIZATIONS + "/nonsense", "").status()).isEqualTo(404);
        assertThat(send("PATCH", one, "{}").status()).isEqualTo(400);
        assertThat(send("PATCH", one, "{\"suspended\":\"yes\"}").status()).isEqualTo(400);
        assertThat(send("POST", ORGANIZATIONS, "{").status()).isEqualTo(400);
    }

    @Test
    void handsOutAndRevokesKeys() {
        Reply made = send("POST", one + "/keys", "{\"name\":\"first\"}");
        String key = made.text("api_key");

        assertThat(made.status()).isEqualTo(201);
        assertThat(agent("GET", "/v0/auth/me", key, "").status()).isEqualTo(200);
        Reply listed = send("GET", one + "/keys", "");
        assertThat(listed.json().at("/0/name").asText()).isEqualTo("first");
        assertThat(listed.http().body()).doesNotContain(key);
        assertThat(send("DELETE", one + "/keys/" + made.text("api_key_id"), "").status())
                .isEqualTo(204);
        assertThat(agent("GET", "/v0/auth/me", key, "").status()).isEqualTo(403);
        assertThat(send("DELETE", one + "/keys/" + made.text("api_key_id"), "").status())
                .isEqualTo(404);
    }

    @Test
    void suspendsAnOrganization() {
        String key = world.rootKey();

        Reply suspended = send("PATCH", one, "{\"suspended\":true}");
        int meanwhile = agent("GET", "/v0/auth/me", key, "").status();
        send("PATCH", one, "{\"suspended\":false}");

        assertThat(suspended.json().path("suspended").asBoolean()).isTrue();
        assertThat(meanwhile).isEqualTo(403);
        assertThat(agent("GET", "/v0/auth/me", key, "").status()).isEqualTo(200);
    }

    @Test
    void deletesAnOrganizationWithAllItHas() {
        String key = world.rootKey();
        agent("POST", "/v0/inboxes", key, "{\"username\":\"a\"}");
        agent("POST", "/v0/inboxes", key, "{\"username\":\"b\"}");
        agent("POST", "/v0/webhooks", key, "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"]}");
        InboxId inbox = new InboxId("a@agents.example");
        world.deliver(inbox, "<1@x>", "Subject", "Text", Label.STARRED);
        world.suppress("u@example.com");

        Reply deleted = send("DELETE", one, "");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(send("GET", one, "").status()).isEqualTo(404);
        assertThat(agent("GET", "/v0/auth/me", key, "").status()).isEqualTo(403);
        assertThat(world.inboxStore.find(inbox)).isEmpty();
        assertThat(world.accounts.exists(inbox)).isFalse();
        assertThat(world.webhookStore.listAll(world.organization.id())).isEmpty();
        assertThat(world.suppressions
                        .list(world.organization.id(), PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    void deletesAnOrganizationAfterAnInterruption() {
        agent("POST", "/v0/inboxes", world.rootKey(), "{\"username\":\"a\"}");
        world.accounts.outage().begin();

        Reply interrupted = send("DELETE", one, "");
        world.accounts.outage().end();
        Reply again = send("DELETE", one, "");

        assertThat(interrupted.status()).isEqualTo(503);
        assertThat(again.status()).isEqualTo(204);
        assertThat(world.accounts.exists(new InboxId("a@agents.example"))).isFalse();
    }

    @Test
    void submitsRebuildsAsTasks() {
        agent("POST", "/v0/inboxes", world.rootKey(), "{\"username\":\"a\"}");

        Reply organization = send("POST", one + "/rebuild", "");
        Reply inbox = send("POST", "/postroom/inboxes/a%40agents.example/rebuild", "");

        assertThat(organization.status()).isEqualTo(201);
        assertThat(organization.text("taskId")).isEqualTo("task-1");
        assertThat(organization.header("location")).isEqualTo("/tasks/task-1");
        assertThat(inbox.text("taskId")).isEqualTo("task-2");
        assertThat(send("POST", "/postroom/search/rebuild", "").text("taskId")).isEqualTo("task-search");
        assertThat(rebuilds.subjects).containsExactly(world.organization.id().toString(), "a@agents.example");
        assertThat(send("POST", "/postroom/inboxes/no@agents.example/rebuild", "")
                        .status())
                .isEqualTo(404);
        assertThat(send("POST", ORGANIZATIONS + "/" + UUID.randomUUID() + "/rebuild", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsWhatWasGivenUpAndTriesItAgain() {
        Delivery abandoned = abandoned();

        Reply listed = send("GET", "/postroom/webhooks/abandoned?organization=" + world.organization.id(), "");
        String path = "/postroom/webhooks/" + abandoned.webhook() + "/deliveries/" + abandoned.event() + "/redeliver";
        Reply again = send("POST", path, "");

        assertThat(listed.json().at("/deliveries/0/webhook_id").asText())
                .isEqualTo(abandoned.webhook().value());
        assertThat(listed.json().at("/deliveries/0/event_id").asText())
                .isEqualTo(abandoned.event().value());
        assertThat(listed.json().at("/deliveries/0/reason").asText()).isEqualTo("gave up");
        assertThat(listed.json().at("/deliveries/0/attempts/0/status").asInt()).isEqualTo(500);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("state")).isEqualTo("waiting");
        assertThat(send("POST", path, "").status()).isEqualTo(409);
        assertThat(send("POST", "/postroom/webhooks/nonsense/deliveries/nonsense/redeliver", "")
                        .status())
                .isEqualTo(404);
        assertThat(send("GET", "/postroom/webhooks/abandoned", "").status()).isEqualTo(400);
        assertThat(send("GET", "/postroom/webhooks/abandoned?organization=x", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsSuppressionsAndLiftsThem() {
        world.suppress("a+b@example.com");
        world.suppress("c@example.com");

        Reply listed = send("GET", one + "/suppressions", "");

        assertThat(client.exchange(client.request(one + "/suppressions")).status())
                .isEqualTo(401);
        assertThat(listed.json().path("suppressions")).hasSize(2);
        assertThat(listed.json().at("/suppressions/0/address").asText()).isEqualTo("c@example.com");
        assertThat(listed.json().at("/suppressions/1/cause").asText()).isEqualTo("bounce");
        assertThat(listed.json().at("/suppressions/1/detail").asText()).isEqualTo("5.1.1");
        assertThat(listed.json().at("/suppressions/1/message_id").asText()).isEqualTo("<1@agents.example>");
        assertThat(send("DELETE", one + "/suppressions/A%2Bb@example.com", "").status())
                .isEqualTo(204);
        assertThat(send("DELETE", one + "/suppressions/a%2Bb@example.com", "").status())
                .isEqualTo(404);
        assertThat(send("GET", one + "/suppressions", "").json().path("suppressions"))
                .hasSize(1);
        assertThat(send("GET", ORGANIZATIONS + "/" + UUID.randomUUID() + "/suppressions", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsSuppressionsPageAfterPage() {
        for (int i = 0; i < PageRequest.MAX_LIMIT + 1; i++) {
            world.suppress("u" + i + "@example.com");
        }

        Reply first = send("GET", one + "/suppressions", "");
        Reply second = send("GET", one + "/suppressions?page_token=" + first.text("next_page_token"), "");

        assertThat(first.json().path("suppressions")).hasSize(PageRequest.MAX_LIMIT);
        assertThat(second.json().at("/suppressions/0/address").asText()).isEqualTo("u0@example.com");
        assertThat(second.json().has("next_page_token")).isFalse();
    }

    @Test
    void saysWhatToPublishForTheMailDomainAndWhatDnsHas() {
        Reply before = send("GET", "/postroom/mail-domain", "");
        before.json()
                .path("records")
                .forEach(record -> publish(
                        record.path("type").asText(),
                        record.path("name").asText(),
                        record.path("value").asText()));

        Reply after = send("GET", "/postroom/mail-domain", "");

        assertThat(before.text("domain")).isEqualTo("agents.example");
        assertThat(before.text("status")).isEqualTo("PENDING");
        assertThat(before.text("reason")).isEqualTo("dns_records_missing");
        assertThat(before.json().at("/records/0/status").asText()).isEqualTo("MISSING");
        assertThat(after.text("status")).isEqualTo("VERIFIED");
        assertThat(after.json().at("/records/2/status").asText()).isEqualTo("VALID");
        assertThat(after.http().body())
                .contains(world.ownDomain.key().publicKey())
                .doesNotContain(world.ownDomain.key().privateKey().base64());
    }

    private void publish(String type, String name, String value) {
        if (type.equals("MX")) {
            world.dns.mailHost(name, value);
        } else {
            world.dns.text(name, value);
        }
    }

    @Test
    void givesTheZoneFileOfTheMailDomainAndAnotherKeyWhenAsked() {
        world.dns.outage().begin();

        Text zoneFile = zoneFile();
        Reply forgotten = send("DELETE", "/postroom/mail-domain/key", "");
        Text next = zoneFile();

        assertThat(zoneFile.status()).isEqualTo(200);
        assertThat(zoneFile.header("content-disposition")).isEqualTo("attachment; filename=\"agents.example.zone\"");
        assertThat(zoneFile.body()).contains("._domainkey.agents.example. IN TXT ");
        assertThat(forgotten.status()).isEqualTo(204);
        assertThat(next.body()).isNotEqualTo(zoneFile.body());
        assertThat(send("GET", "/postroom/mail-domain", "").status()).isEqualTo(503);
    }

    private Text zoneFile() {
        return client.fetch(client.request("/postroom/mail-domain/zone-file").header("Admin", "yes"));
    }

    private Delivery abandoned() {
        Instant now = world.clock.instant();
        Delivery waiting = new Delivery(
                world.organization.id(),
                Fixtures.webhookId(1),
                Fixtures.eventId(1),
                new DeliveryState.Waiting(now),
                List.of(),
                now);
        deliveries.add(waiting);
        Delivery abandoned = waiting.withAttempt(
                        new Attempt(now, Optional.of(500), Duration.ofMillis(20), Optional.of("HTTP 500")))
                .withState(new DeliveryState.Abandoned(now, "gave up"));
        deliveries.update(waiting, abandoned);
        return abandoned;
    }
}
