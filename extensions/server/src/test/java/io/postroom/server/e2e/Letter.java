package io.postroom.server.e2e;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A message as a test writes it. Each call gives a new letter; lines end in CRLF. */
record Letter(Map<String, String> headers, String body) {
    static final String SENDER = "ada@elsewhere.example";

    /** Plain text to {@code recipient} with a Message-ID of its own. */
    static Letter to(String recipient) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("From", "Ada <" + SENDER + ">");
        headers.put("To", recipient);
        headers.put("Message-ID", "<" + UUID.randomUUID() + "@elsewhere.example>");
        headers.put("Date", "Mon, 2 Jun 2025 10:00:00 +0000");
        headers.put("Subject", "Greetings");
        headers.put("MIME-Version", "1.0");
        headers.put("Content-Type", "text/plain; charset=utf-8");
        return new Letter(headers, "Good morning.\r\n");
    }

    Letter header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Letter(changed, body);
    }

    Letter without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new Letter(changed, body);
    }

    Letter subject(String subject) {
        return header("Subject", subject);
    }

    Letter text(String text) {
        return new Letter(headers, text);
    }

    Letter content(String type, String content) {
        return header("Content-Type", type).text(content);
    }

    /** An answer to {@code earlier}. */
    Letter answering(Letter earlier) {
        return header("In-Reply-To", earlier.messageId()).header("References", earlier.messageId());
    }

    String messageId() {
        return headers.get("Message-ID");
    }

    /** The whole message in UTF-8. */
    byte[] octets() {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
