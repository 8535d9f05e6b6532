package io.postroom.webhooks;

import io.postroom.core.event.EventId;
import io.postroom.core.webhook.CallForm;
import io.postroom.core.webhook.SigningSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as Standard Webhooks 1.0.0 has it, under the names of that specification and under those of Svix, from which it stems; and as
 * the webhook's {@link CallForm} has it. Thread-safe.
 */
public final class WebhookSigner {
    private static final String HMAC = "HmacSHA256";
    private static final List<String> NAMES = List.of("svix-", "webhook-");

    /**
     * The headers that prove that {@code body} comes from us.
     *
     * @param secrets each {@code whsec_} and standard base64 (RFC 4648 §4); more than one while a secret is being replaced: the receiver
     *     accepts a call that is signed with any secret it knows
     * @param id the same each time the same event is told, so that the receiver knows it again
     * @param at when the call is made; receivers refuse those that are minutes old
     */
    public Map<String, String> sign(List<String> secrets, EventId id, Instant at, byte[] body) {
        String timestamp = String.valueOf(at.getEpochSecond());
        byte[] prefix = (id.value() + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        String signatures =
                secrets.stream().map(secret -> signature(secret, prefix, body)).collect(Collectors.joining(" "));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : NAMES) {
            headers.put(name + "id", id.value());
            headers.put(name + "timestamp", timestamp);
            headers.put(name + "signature", signatures);
        }
        return headers;
    }

    /**
     * What the form of a webhook asks for besides. InboxAI shows a secret as plain hexadecimal digits, and its receivers take these, as they
     * read, for the key; Assmbl's take the secret as it is shown.
     *
     * @param secret the current one, {@code whsec_…}
     * @param at as for {@link #sign}
     */
    public Map<String, String> signAlso(CallForm form, String secret, Instant at, byte[] body) {
        return switch (form) {
            case STANDARD -> Map.of();
            case INBOX_AI ->
                Map.of(
                        "X-Webhook-Signature",
                        "sha256=" + hex(hmac(ascii(SigningSecrets.hex(secret)), new byte[0], body)));
            case ASSMBL -> assmbl(secret, String.valueOf(at.getEpochSecond()), body);
        };
    }

    private static Map<String, String> assmbl(String secret, String timestamp, byte[] body) {
        String signature = hex(hmac(ascii(secret), ascii(timestamp + "."), body));
        return Map.of("X-AgentMail-Timestamp", timestamp, "X-AgentMail-Signature", "v1=" + signature);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String signature(String secret, byte[] prefix, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(hmac(SigningSecrets.key(secret), prefix, body));
    }

    private static byte[] hmac(byte[] key, byte[] prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
