package io.postroom.routes.verify;

import io.postroom.core.verify.Confirmations.Finding;
import io.postroom.routes.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;

/** The pages themselves. Each is whole: it asks nobody for anything, runs nothing, and its form goes back to where it came from. */
final class Pages {
    private static final String STYLE =
            "body{font:1.1em/1.5 sans-serif;max-width:34em;margin:4em auto;padding:0 1em}button{font:inherit;padding:.5em 1.5em}";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
            <title>%s</title><style>%s</style></head>
            <body>
            <h1>%s</h1>
            %s
            </body>
            </html>
            """;

    private static final String QUESTION = """
            <p>A message from <strong>%s</strong> has come to <strong>%s</strong>.</p>
            <p>If it is yours, press the button. If it is not, close this page: nothing happens then.</p>
            <form method="post"><button type="submit">Yes, I wrote it</button></form>""";

    private static final String THANKS = """
            <p><strong>%s</strong> now knows that mail from <strong>%s</strong> is yours. You can close this page.</p>""";

    private Pages() {}

    static Answer question(Finding.Open open) {
        return page(200, "Did you write this?", QUESTION.formatted(sender(open), inbox(open)));
    }

    static Answer thanks(Finding.Open open) {
        return page(200, "Thank you", THANKS.formatted(inbox(open), sender(open)));
    }

    private static String sender(Finding.Open open) {
        return escaped(open.address().value());
    }

    private static String inbox(Finding.Open open) {
        return escaped(open.inbox().id().value());
    }

    static Answer unknown() {
        return page(404, "There is no such page", "<p>The link is not whole, or it is none of ours.</p>");
    }

    static Answer over() {
        String text =
                "<p>It was used already, or it is too old. If you have pressed the button before, all is done.</p>";
        return page(410, "This link is over", text);
    }

    static Answer unavailable() {
        return page(503, "Not now", "<p>Something is out of order for a moment. Please try again in a minute.</p>");
    }

    /** @param request what the log calls it */
    static Answer failed(String request) {
        return page(500, "An error", "<p>The server's log calls it " + escaped(request) + ".</p>");
    }

    private static Answer page(int status, String title, String body) {
        byte[] octets = PAGE.formatted(title, STYLE, title, body).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Security-Policy",
                "default-src 'none'; style-src '" + digest(STYLE)
                        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cache-Control",
                "no-store");
        return new Answer(
                status,
                headers,
                new Answer.Content.Octets(
                        new ByteArrayInputStream(octets), "text/html; charset=utf-8", OptionalLong.of(octets.length)));
    }

    /** As the policy names a style sheet (Content Security Policy Level 3 §2.3.1, hash-source). */
    private static String digest(String style) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
