package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.policy.Attempt;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalReason;
import io.postroom.routes.Client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");
    private static final String POLICY = "/trust-policy";
    private static final String INBOX = "/v0/inboxes/" + SUPPORT;

    private final Api api = new Api();
    private String pod = "";

    @BeforeEach
    void create() {
        pod = "/v0/pods/" + api.world.organization.defaultPod();
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.post("/v0/inboxes", "{\"username\":\"sales\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply update(String base, String body) {
        return api.send("PATCH", base + POLICY, api.root, body);
    }

    private String effective(String base) {
        JsonNode words = api.get(base + POLICY).json().path("effective");
        return words.path("failed").asText() + " " + words.path("unproven").asText() + " "
                + words.path("blocked").asText();
    }

    private void refuse(InboxId inbox, String origin, RefusalReason reason) {
        Inbox owner = api.world.inboxStore.find(inbox).orElseThrow();
        api.world.clock.advance(Duration.ofSeconds(1));
        Attempt attempt = new Attempt(
                "192.0.2.1", Optional.of("mx.evil.test"), "x@evil.test", Optional.of("Ann <ann@example.com>"));
        api.world.trust.refusalStore.add(
                Refusal.of(origin, owner, attempt, reason, "because", api.world.clock.instant()));
    }

    private List<String> reasons(String path) {
        List<String> reasons = new ArrayList<>();
        api.get(path)
                .json()
                .path("refusals")
                .forEach(row -> reasons.add(row.path("reason").asText()));
        return reasons;
    }

    @Test
    void theNarrowestWordApplies() {
        assertThat(effective("/v0")).isEqualTo("reject label label");

        update("/v0", "{\"unproven\":\"reject\"}");
        update(pod, "{\"unproven\":\"accept\",\"failed\":\"label\"}");
        Reply own = update(INBOX, "{\"blocked\":\"reject\"}");

        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().path("own").toString()).isEqualTo("{\"blocked\":\"reject\"}");
        assertThat(own.text("inbox_id")).isEqualTo(SUPPORT.value());
        assertThat(effective("/v0")).isEqualTo("reject reject label");
        assertThat(effective(pod)).isEqualTo("label accept label");
        assertThat(effective(INBOX)).isEqualTo("label accept reject");
    }

    @Test
    void aWordIsTakenBackByNullAndAllOfThemByDelete() {
        update(INBOX, "{\"blocked\":\"reject\",\"failed\":\"accept\",\"unproven\":\"accept\"}");

        update(INBOX, "{\"blocked\":null}");
        assertThat(effective(INBOX)).isEqualTo("accept accept label");

        assertThat(api.delete(INBOX + POLICY).status()).isEqualTo(204);
        assertThat(api.delete(INBOX + POLICY).status()).isEqualTo(204);
        assertThat(effective(INBOX)).isEqualTo("reject label label");
        assertThat(api.get(INBOX + POLICY).json().path("own")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"failed,drop", "unproven,''", "blocked,accept"})
    void refusesWordsThatThereAreNot(String name, String word) {
        Reply reply = update("/v0", "{\"" + name + "\":\"" + word + "\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo(name);
        assertThat(update("/v0", "{\"" + name + "\":1}").status()).isEqualTo(400);
        assertThat(effective("/v0")).isEqualTo("reject label label");
    }

    @Test
    void policiesGoWithTheirInbox() {
        update(INBOX, "{\"unproven\":\"reject\"}");

        api.delete(INBOX);
        api.post("/v0/inboxes", "{\"username\":\"support\"}");

        assertThat(effective(INBOX)).isEqualTo("reject label label");
    }

    @Test
    void showsWhoWasRefusedAndWhy() {
        refuse(SUPPORT, "Mail1", RefusalReason.DMARC_FAILED);

        JsonNode row = api.get("/v0/refusals").json().at("/refusals/0");

        assertThat(row.path("inbox_id").asText()).isEqualTo(SUPPORT.value());
        assertThat(row.path("reason").asText()).isEqualTo("dmarc_failed");
        assertThat(row.path("detail").asText()).isEqualTo("because");
        assertThat(row.path("from").asText()).isEqualTo("Ann <ann@example.com>");
        assertThat(row.path("sender").asText()).isEqualTo("x@evil.test");
        assertThat(row.path("client").asText()).isEqualTo("192.0.2.1");
        assertThat(row.path("helo").asText()).isEqualTo("mx.evil.test");
        assertThat(row.path("temporary").asBoolean(true)).isFalse();
        assertThat(row.path("omitted").asInt(1)).isZero();
    }

    @Test
    void listsByTimePageAfterPageAndScope() {
        refuse(SUPPORT, "Mail1", RefusalReason.VIRUS);
        String between = api.world.clock.instant().toString();
        refuse(SALES, "Mail2", RefusalReason.LOOP);
        refuse(SUPPORT, "Mail3", RefusalReason.SUSPENDED);

        assertThat(reasons("/v0/refusals")).containsExactly("suspended", "loop", "virus");
        assertThat(reasons("/v0/refusals?ascending=true")).containsExactly("virus", "loop", "suspended");
        assertThat(reasons("/v0/refusals?inbox_id=" + SALES)).containsExactly("loop");
        assertThat(reasons(pod + "/refusals?inbox_id=" + SALES)).containsExactly("loop");
        assertThat(reasons(INBOX + "/refusals")).containsExactly("suspended", "virus");
        assertThat(reasons("/v0/refusals?after=" + between)).containsExactly("suspended", "loop");
        assertThat(reasons("/v0/refusals?before=" + between)).isEmpty();
        Reply first = api.get("/v0/refusals?limit=2");
        assertThat(reasons("/v0/refusals?limit=2&page_token=" + first.text("next_page_token")))
                .containsExactly("virus");
        assertThat(api.get("/v0/refusals?inbox_id=nobody@agents.example").status())
                .isEqualTo(404);
        assertThat(api.get("/v0/refusals?inbox_id=nobody").status()).isEqualTo(404);
        assertThat(api.get("/v0/refusals?before=yesterday").status()).isEqualTo(400);
    }

    @Test
    void aKeyOfAnInboxSeesItsOwnOnly() {
        refuse(SUPPORT, "Mail1", RefusalReason.VIRUS);
        refuse(SALES, "Mail2", RefusalReason.LOOP);
        String key = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), SALES));

        assertThat(api.getAs(key, "/v0/refusals").json().path("count").asInt()).isEqualTo(1);
        assertThat(api.getAs(key, "/v0/refusals?inbox_id=" + SUPPORT).status()).isEqualTo(404);
    }
}
