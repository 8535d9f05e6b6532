package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.postroom.core.event.EventId;
import io.postroom.core.webhook.CallForm;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {
    private static final EventId ID = new EventId("evt_0123456789abcdef0123456789abcdef");
    private static final String OLD = secret("an old secret of some length");
    private static final String NEW = secret("a new secret of some length");
    private static final byte[] BODY = "{\"subject\":\"Grüße\"}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSigner signer = new WebhookSigner();

    @Test
    void signsSoThatTheStandardLibraryBelievesIt() {
        Map<String, String> headers = signer.sign(List.of(OLD), ID, Instant.now(), BODY);

        assertBelieved(OLD, headers);
    }

    @Test
    void signsWithEachSecretWhileOneIsReplaced() {
        Map<String, String> headers = signer.sign(List.of(NEW, OLD), ID, Instant.now(), BODY);

        assertBelieved(OLD, headers);
        assertBelieved(NEW, headers);
        assertThat(headers.get("svix-signature").split(" ")).hasSize(2);
    }

    @Test
    void saysTheSameUnderBothFamiliesOfNames() {
        Map<String, String> headers = signer.sign(List.of(OLD), ID, Instant.ofEpochMilli(1_700_000_000_999L), BODY);

        assertThat(headers)
                .containsEntry("svix-id", ID.value())
                .containsEntry("svix-timestamp", "1700000000")
                .containsEntry("webhook-id", ID.value())
                .containsEntry("webhook-timestamp", "1700000000")
                .containsEntry("webhook-signature", headers.get("svix-signature"));
        assertThat(headers.get("svix-signature")).startsWith("v1,");
    }

    @Test
    void signsTheBodyWithTheDigitsOfTheSecretForReceiversOfInboxAi() throws GeneralSecurityException {
        String digits = HexFormat.of().formatHex("an old secret of some length".getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(digits.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));

        assertThat(signer.signAlso(CallForm.INBOX_AI, OLD, Instant.EPOCH, BODY))
                .containsExactly(Map.entry(
                        "X-Webhook-Signature", "sha256=" + HexFormat.of().formatHex(mac.doFinal(BODY))));
        assertThat(signer.signAlso(CallForm.STANDARD, OLD, Instant.EPOCH, BODY)).isEmpty();
    }

    private static void assertBelieved(String secret, Map<String, String> headers) {
        HttpHeaders received = HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
        assertThatCode(() -> new Webhook(secret).verify(new String(BODY, StandardCharsets.UTF_8), received))
                .doesNotThrowAnyException();
    }

    private static String secret(String text) {
        return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
