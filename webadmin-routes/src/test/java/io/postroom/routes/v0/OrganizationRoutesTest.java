package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.Client.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationRoutesTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void countsTheInboxesOfTheCallersOrganization() {
        api.post("/v0/inboxes", "{}");
        api.post("/v0/inboxes", "{}");

        Reply reply = api.get("/v0/organizations");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("organization_id"))
                .isEqualTo(api.world.organization.id().toString());
        assertThat(reply.json().path("inbox_count").asInt()).isEqualTo(2);
        assertThat(reply.json().path("domain_count").isInt()).isTrue();
        assertThat(reply.json().path("inbox_limit").asInt()).isEqualTo(100_000);
        assertThat(reply.json().path("domain_limit").asInt()).isEqualTo(5);
        assertThat(reply.text("created_at")).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(reply.text("updated_at")).isEqualTo("2026-03-01T12:00:00.123Z");
    }
}
