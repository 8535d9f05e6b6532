package io.postroom.testkit;

import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.MailReport;
import io.postroom.core.send.ReportParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads reports without MIME, for tests that are not about it: lines such as {@code Failed: ann@example.com; 5.1.1} (or
 * {@code Delayed: …}), or {@code Feedback-Type: abuse} and {@code Original-Rcpt-To: …}, and {@code About: <id>}. Thread-safe.
 */
public final class PlainReportParser implements ReportParser {
    @Override
    public Optional<MailReport> parse(RawMessage raw) {
        String text = read(raw);
        List<MessageId> about = values(text, "About")
                .flatMap(id -> MessageId.tryParse(id).stream())
                .toList();
        Optional<String> kind = values(text, "Feedback-Type").findFirst();
        if (kind.isPresent()) {
            List<String> recipients = values(text, "Original-Rcpt-To").toList();
            return Optional.of(new MailReport.Complaint(about, kind.get(), recipients));
        }
        List<MailReport.Fate> recipients =
                Stream.concat(fates(text, "Failed"), fates(text, "Delayed")).toList();
        return recipients.isEmpty() ? Optional.empty() : Optional.of(new MailReport.Delivery(about, recipients));
    }

    private static Stream<MailReport.Fate> fates(String text, String action) {
        return values(text, action).map(value -> {
            String[] parts = value.split("\\s*;\\s*", 2);
            return new MailReport.Fate(List.of(parts[0]), action, parts[1], "");
        });
    }

    private static Stream<String> values(String text, String name) {
        return Pattern.compile("^" + name + ": *(.+?)\\s*$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1));
    }

    private static String read(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
