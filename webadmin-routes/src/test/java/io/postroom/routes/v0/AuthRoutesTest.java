package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRoutesTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsTheHolderOfAKeyOfTheWholeOrganization() {
        Reply reply = api.get("/v0/auth/me");

        String organization = api.world.organization.id().toString();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("scope_type")).isEqualTo("organization");
        assertThat(reply.text("scope_id")).isEqualTo(organization);
        assertThat(reply.text("organization_id")).isEqualTo(organization);
        assertThat(reply.text("api_key_id")).isNotEmpty();
        assertThat(reply.json().has("inbox_id")).isFalse();
    }

    @Test
    void tellsTheHolderOfAKeyOfOneInbox() {
        InboxId inbox = new InboxId("one@agents.example");
        String key = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), inbox));

        Reply reply = api.getAs(key, "/v0/auth/me");

        assertThat(reply.text("scope_type")).isEqualTo("inbox");
        assertThat(reply.text("scope_id")).isEqualTo("one@agents.example");
        assertThat(reply.text("inbox_id")).isEqualTo("one@agents.example");
        assertThat(reply.text("pod_id")).isEqualTo(api.world.organization.id().toString());
    }

    @Test
    void refusesARequestWithoutKeyInFewWords() {
        Reply reply = api.exchange(api.request("/v0/auth/me"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.http().body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic am_x",
                "bearer am_x",
                "BEARER am_x",
                "Bearer",
                "Bearer ",
                "Bearer am_x y",
                "Bearer  am_x",
                "am_x"
            })
    void refusesAnyOtherFormOfAuthorization(String header) {
        Reply reply = api.exchange(api.request("/v0/auth/me").header("Authorization", header));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.http().body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @Test
    void refusesAnUnknownKeyInFewWords() {
        Reply reply = api.getAs("am_unknown", "/v0/auth/me");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.http().body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }

    @Test
    void namesAMissingPermission() {
        Reply reply = api.getAs(api.world.keyWith(Permission.MESSAGE_READ), "/v0/inboxes");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("message")).isEqualTo("Forbidden");
        assertThat(reply.text("code")).isEqualTo("missing_permission");
    }

    @Test
    void refusesAnOrganizationThatIsSuspended() {
        api.world.organizations.setSuspended(api.world.organization.id(), true);

        Reply reply = api.get("/v0/auth/me");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("code")).isEqualTo("forbidden");
    }
}
