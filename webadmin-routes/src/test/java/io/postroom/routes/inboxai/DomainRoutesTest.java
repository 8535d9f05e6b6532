package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.Domain;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRoutesTest {
    private static final String BASE = "/api/v0/domains";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void addADomainWithTheRecordsToPublish() {
        Reply made = api.post(BASE, "{\"domain\":\"Yourdomain.example\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("domain_id")).isEqualTo("yourdomain.example");
        assertThat(made.text("status")).isEqualTo("PENDING");
        assertThat(made.json().path("feedback_enabled").asBoolean()).isTrue();
        for (JsonNode record : made.json().path("records")) {
            boolean exchange = record.path("type").asText().equals("MX");
            assertThat(record.path("status").asText()).isEqualTo("MISSING");
            assertThat(record.path("priority").isInt()).isEqualTo(exchange);
            assertThat(record.path("priority").isNull()).isNotEqualTo(exchange);
        }
        assertThat(made.json().path("records").size()).isEqualTo(4);
    }

    @Test
    void showVerifyListAndDeleteIt() {
        api.post(BASE, "{\"domain\":\"yourdomain.example\",\"feedback_enabled\":false}");
        String one = BASE + "/yourdomain.example";

        Reply verified = api.post(one + "/verify", "");
        JsonNode page = api.get(BASE).json();

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.text("status")).isEqualTo("PENDING");
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.at("/data/0/records").size()).isEqualTo(4);
        assertThat(api.get(one).json().path("feedback_enabled").asBoolean()).isFalse();
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(api.post(one + "/verify", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"domain\":\"localhost\"}",
                "{\"domain\":\"a b\"}",
                "{\"domain\":\"a.b\",\"feedback_enabled\":1}"
            })
    void refuseABadRequest(String body) {
        assertThat(api.post(BASE, body).status()).isEqualTo(400);
    }

    @Test
    void refuseADomainThatIsTakenAndOneTooMany() {
        Domain like = Fixtures.domain("x.example", api.world.clock.instant());
        for (int i = 0; i < 5; i++) {
            Domain domain = new Domain(
                    new MailDomain("d" + i + ".example"),
                    api.world.organization.id(),
                    Optional.empty(),
                    like.options(),
                    Optional.empty(),
                    like.status(),
                    like.records(),
                    like.createdAt(),
                    like.updatedAt());
            api.world.domainStore.create(domain, Fixtures.signingKey(1));
        }

        Reply taken = api.post(BASE, "{\"domain\":\"agents.example\"}");
        Reply refused = api.post(BASE, "{\"domain\":\"more.example\"}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("limit_exceeded");
        assertThat(api.get(BASE + "?page=2&page_size=2").json().path("data").size())
                .isEqualTo(2);
    }
}
