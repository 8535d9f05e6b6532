package io.postroom.webhooks;

import static io.postroom.webhooks.RelayRig.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.NoticeFilter;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks of the Assmbl dialect. */
class MailNoticeTest {
    private RelayRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new RelayRig().start();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Optional<MailNotice> rule(List<String> senderDomains) {
        NoticeFilter filter = new NoticeFilter(Optional.empty(), senderDomains, List.of(), List.of());
        return Optional.of(new MailNotice(
                new NoticeRule(
                        "rule",
                        "Rule",
                        true,
                        filter,
                        new NoticeRule.WebhookChannel(false, Optional.empty()),
                        new NoticeRule.EmailChannel(true, List.of("ann@example.com"))),
                0));
    }

    private HttpSink.Request only(String path) {
        await(() -> rig.sink.requests(path).size() == 1);
        return rig.sink.requests(path).get(0);
    }

    @Test
    void isToldInTheWordsOfTheDialect() throws IOException {
        rig.notice(1, rig.sink.url("/hook"), Optional.empty());

        MailEvent event = rig.arrives(1);

        JsonNode told = new ObjectMapper().readTree(only("/hook").body());
        assertThat(told.path("event").asText()).isEqualTo("mail.received");
        assertThat(told.path("event_id").asText()).isEqualTo(event.id().value());
        assertThat(told.path("agent_id").asText()).isEqualTo("support");
        assertThat(told.path("address").asText()).isEqualTo("support@agents.example");
        assertThat(told.at("/message/MessageID").asText()).isEqualTo("PDAwMDAwMUBleGFtcGxlLmNvbT4");
        assertThat(told.at("/message/SenderVerified").asBoolean()).isFalse();
        assertThat(told.at("/message/text").isMissingNode()).isTrue();
    }

    @Test
    void isSignedInBothWays() throws GeneralSecurityException {
        rig.notice(1, rig.sink.url("/hook"), Optional.empty());

        rig.arrives(1);

        HttpSink.Request request = only("/hook");
        assertThat(request.header("x-agentmail-signature"))
                .isEqualTo(
                        "v1=" + hmac(RelayRig.SECRET, request.header("x-agentmail-timestamp") + "." + request.body()));
        assertThatCode(() -> new com.standardwebhooks.Webhook(RelayRig.SECRET)
                        .verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true)))
                .doesNotThrowAnyException();
    }

    private static String hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void otherWebhooksHaveNoSuchSignature() {
        rig.webhook(1, "/hook");

        rig.arrives(1);

        assertThat(only("/hook").headers()).doesNotContainKeys("x-agentmail-signature", "x-agentmail-timestamp");
    }

    @Test
    void aRuleIsToldOfTheMailItAsksForOnly() {
        rig.notice(1, rig.sink.url("/other"), rule(List.of("example.org")));
        rig.notice(2, rig.sink.url("/ours"), rule(List.of("Example.com")));

        rig.arrives(1);

        only("/ours");
        assertThat(rig.sink.requests("/other")).isEmpty();
    }

    @Test
    void peopleAreToldByMail() {
        Webhook webhook = rig.notice(1, URI.create("mailto:ann@example.com"), rule(List.of()));

        MailEvent event = rig.arrives(1);

        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
        assertThat(rig.mailed())
                .containsExactly("mailto:ann@example.com " + event.id().value());
        assertThat(rig.sink.requests()).isEmpty();
    }

    @Test
    void aMailThatIsRefusedIsTriedAgain() {
        Webhook webhook = rig.notice(1, URI.create("mailto:ann@example.com"), rule(List.of()));
        rig.mail((to, event) -> {
            throw new RefusedException(Reason.MESSAGE_REJECTED, "nobody there");
        });

        MailEvent event = rig.arrives(1);

        await(() -> rig.hasFailed(1, webhook, event));
        assertThat(rig.delivery(webhook, event).orElseThrow().attempts().get(0).error())
                .contains("the mail was refused: nobody there");
        rig.mail((to, told) -> {});
        rig.clock.advance(Duration.ofSeconds(7));
        await(() -> rig.is(DeliveryState.Delivered.class, webhook, event));
    }
}
