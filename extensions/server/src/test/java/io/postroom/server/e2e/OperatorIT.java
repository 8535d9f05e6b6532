package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does in James' WebAdmin. */
@ExtendWith(SharedServer.class)
class OperatorIT {
    private final Postroom postroom;
    private final Operator operator;

    OperatorIT(Postroom postroom) {
        this.postroom = postroom;
        this.operator = Operator.on(postroom);
    }

    @Test
    void anOrganisationIsCreatedListedAndDeletedWithItsMailboxes() {
        Operator.Tenant tenant = operator.organization("acme");
        InboxClient inbox = InboxClient.create(postroom.anonymous().with(tenant.rootKey()), "o" + System.nanoTime());
        assertThat(organizations()).contains(tenant.id());

        operator.admin().delete(Operator.path(tenant.id())).ok();

        assertThat(organizations()).doesNotContain(tenant.id());
        assertThat(inbox.rest().get("/v0/auth/me").status()).isEqualTo(403);
        try (SmtpClient smtp = postroom.smtp()) {
            Eventually.holds(() -> assertThat(
                            smtp.send(inbox.id(), Letter.to(inbox.id())).code())
                    .isEqualTo(550));
        }
    }

    private List<String> organizations() {
        return InboxClient.elements(
                        operator.admin().get("/postroom/organizations").ok())
                .stream()
                .map(organization -> organization.get("organization_id").asText())
                .toList();
    }

    @Test
    void aRootKeyIsShownOnceAndCanBeRevoked() {
        Operator.Tenant tenant = operator.organization("keys");
        String keys = Operator.path(tenant.id()) + "/keys";
        JsonNode second = operator.admin().post(keys, Map.of("name", "second")).ok();
        RestClient holder = postroom.anonymous().with(second.get("api_key").asText());
        assertThat(holder.get("/v0/auth/me").status()).isEqualTo(200);

        String listed = operator.admin().get(keys).ok().toString();
        operator.admin().delete(keys + "/" + second.get("api_key_id").asText()).ok();

        assertThat(listed).doesNotContain(second.get("api_key").asText());
        assertThat(holder.get("/v0/auth/me").status()).isEqualTo(403);
    }

    @Test
    void rowsAreRebuiltFromTheMailbox() {
        InboxClient inbox = postroom.inbox();
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        JsonNode before = inbox.await(letter.messageId());

        String task = operator.admin()
                .post("/postroom/inboxes/" + RestClient.segment(inbox.id()) + "/rebuild", Map.of())
                .ok()
                .get("taskId")
                .asText();

        assertThat(operator.awaitTask(task).get("status").asText()).isEqualTo("completed");
        JsonNode after = inbox.get(letter.messageId()).ok();
        assertThat(after.get("thread_id")).isEqualTo(before.get("thread_id"));
        assertThat(after.get("labels")).isEqualTo(before.get("labels"));
        assertThat(inbox.everyMessageId()).containsExactly(letter.messageId());
    }
}
