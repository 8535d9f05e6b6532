package io.postroom.routes.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.verify.Challenge;
import io.postroom.core.verify.SenderAddress;
import io.postroom.routes.Client;
import io.postroom.routes.Client.Text;
import io.postroom.routes.v0.Api;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final SenderAddress ANN = new SenderAddress("ann@example.com");
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1(/verify/\\S+)");

    private final Api api = new Api();
    private final Client client = new Client(api.port());
    private String link = "";
    private Message message;

    @BeforeEach
    void ask() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        message = api.world.deliver(SUPPORT, "<1@example.com>", "Hello", "Text");
        api.world.senderVerification.challenges.ask(
                api.world.inboxStore.find(SUPPORT).orElseThrow(), message, ANN, ANN.value());
        Matcher found = LINK.matcher(api.world.notices.last().text());
        assertThat(found.find()).isTrue();
        link = found.group(1);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Text ask(String method, String path) {
        return client.fetch(client.request(method, path, ""));
    }

    private boolean isVerified() {
        return api.world.knownSenders.find(SUPPORT, ANN).verified().isPresent();
    }

    private static void assertHarmless(Text page) {
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.body()).doesNotContain("<script");
    }

    @Test
    void programsThatOpenLinksConfirmNothing() {
        for (int i = 0; i < 3; i++) {
            Text page = ask("GET", link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("ann@example.com", "support@agents.example", "<form method=\"post\">");
            assertHarmless(page);
            assertThat(ask("HEAD", link).status()).isEqualTo(200);
            assertThat(ask("GET", link + "?confirm=1").status()).isEqualTo(200);
            assertThat(ask("OPTIONS", link).status()).isNotEqualTo(500);
        }

        assertThat(isVerified()).isFalse();
    }

    @Test
    void theButtonConfirmsOnce() {
        Text thanks = ask("POST", link);

        assertThat(thanks.status()).isEqualTo(200);
        assertHarmless(thanks);
        assertThat(isVerified()).isTrue();
        assertThat(api.world
                        .messageStore
                        .find(SUPPORT, message.id())
                        .orElseThrow()
                        .labels()
                        .contains(Label.VERIFIED))
                .isTrue();
        for (String method : List.of("GET", "POST")) {
            Text again = ask(method, link);
            assertThat(again.status()).isEqualTo(410);
            assertHarmless(again);
        }
    }

    @Test
    void aLinkThatIsTooOldIsOver() {
        api.world.clock.advance(Challenge.LIFETIME);

        assertThat(ask("GET", link).status()).isEqualTo(410);
        assertThat(ask("POST", link).status()).isEqualTo(410);
        assertThat(isVerified()).isFalse();
    }

    @Test
    void aLinkOfAnInboxThatIsGoneIsOver() {
        api.delete("/v0/inboxes/support@agents.example");

        assertThat(ask("POST", link).status()).isEqualTo(410);
    }

    @Test
    void whatIsNoTokenIsNoPage() {
        for (String odd : List.of(
                "%FF", "%C3%28", "x", "a.b", "+", "%2B", link.substring("/verify/".length() + 1), "x".repeat(4000))) {
            for (String method : List.of("GET", "POST")) {
                Text page = ask(method, "/verify/" + odd);
                assertThat(page.status()).as(odd).isEqualTo(404);
                assertHarmless(page);
            }
        }
        assertThat(ask("POST", link + "A").status()).isEqualTo(404);
        assertThat(ask("POST", link.replaceFirst("/verify/.", "/verify/_")).status())
                .isEqualTo(404);
        assertThat(isVerified()).isFalse();
    }

    @Test
    void saysSoWhileTheMailboxIsAway() {
        api.world.mailboxes.outage().begin();

        Text page = ask("POST", link);

        assertThat(page.status()).isEqualTo(503);
        assertHarmless(page);
        api.world.mailboxes.outage().end();
        assertThat(ask("POST", link).status()).isEqualTo(200);
    }
}
