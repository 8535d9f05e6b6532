package io.postroom.routes.inboxai;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** How {@code /api/v0} writes the ids of {@code /v0}, said once more. */
public final class InboxAiWords {
    private InboxAiWords() {}

    /** The same ids, by their names in this dialect. */
    public static Map<String, String> of(Map<String, String> ids) {
        Map<String, String> words = new HashMap<>();
        ids.forEach((name, id) -> {
            switch (name) {
                case "inbox_id" -> words.put(name, inbox(id));
                case "message_id" -> words.put(name, message(id));
                case "thread_id" -> words.put(name, "thr_" + id.replace("-", ""));
                case "attachment_id" -> words.put(name, "att_" + id);
                case "webhook_id" -> words.put(name, id.replace("ep_", "wh_"));
                case "api_key_id" -> words.put("key_id", "key_" + id.replace("-", ""));
                case "domain_id" -> words.put(name, id);
                default -> words.remove(name);
            }
        });
        return words;
    }

    public static String inbox(String address) {
        return base64(address);
    }

    public static String message(String id) {
        return "msg_" + base64(id);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
