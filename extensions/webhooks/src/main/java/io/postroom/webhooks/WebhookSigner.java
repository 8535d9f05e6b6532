package io.postroom.webhooks;

import io.postroom.core.event.EventId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as Standard Webhooks 1.0.0 has it, under the names of that specification and under those of Svix, from which it stems.
 * Thread-safe.
 */
public final class WebhookSigner {
    private static final String SECRET_PREFIX = "whsec_";
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

    private static String signature(String secret, byte[] prefix, byte[] body) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a webhook secret begins with " + SECRET_PREFIX);
        }
        byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(prefix);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
