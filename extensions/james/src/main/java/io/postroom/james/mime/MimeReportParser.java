package io.postroom.james.mime;

import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.MailReport;
import io.postroom.core.send.ReportParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads delivery status notifications (RFC 3464, RFC 6533) and feedback reports (RFC 5965) out of the parts of a message.
 *
 * <p>Thread-safe: keeps nothing between calls. Bad structure and bad encoding are never an exception; of a part at most {@link #MAX_PART}
 * octets are read, of a report at most {@link MailReport#MOST} recipients and ids.
 */
public final class MimeReportParser implements ReportParser {
    static final int MAX_PART = 256 << 10;

    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final String FEEDBACK = "message/feedback-report";
    private static final Set<String> RETURNED =
            Set.of("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");

    /** What the parts give, first come first served. Not thread-safe. */
    private static final class Findings {
        private List<FieldGroup> status = List.of();
        private List<FieldGroup> feedback = List.of();
        private final List<MessageId> returned = new ArrayList<>();

        void add(String type, byte[] content) {
            if (STATUS.contains(type) && status.isEmpty()) {
                status = FieldGroup.parse(content);
            } else if (type.equals(FEEDBACK) && feedback.isEmpty()) {
                feedback = FieldGroup.parse(content);
            } else if (RETURNED.contains(type) && returned.isEmpty()) {
                PartReader original = new PartReader(new ByteArrayInputStream(content));
                ids(original.messageHeader(), "Message-ID").forEach(returned::add);
            }
        }
    }

    @Override
    public Optional<MailReport> parse(RawMessage raw) {
        try (InputStream in = raw.open()) {
            PartReader reader = new PartReader(in);
            Findings findings = new Findings();
            for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
                String type = part.get().type();
                if (STATUS.contains(type) || type.equals(FEEDBACK) || RETURNED.contains(type)) {
                    findings.add(type, content(MimeMessageParser.decoded(part.get(), reader.content())));
                }
            }
            return report(findings, reader.messageHeader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(InputStream decoded) {
        try {
            return decoded.readNBytes(MAX_PART);
        } catch (IOException badEncoding) { // the source itself fails with an UncheckedIOException
            return new byte[0];
        }
    }

    private static Optional<MailReport> report(Findings findings, PartHeader header) {
        List<MessageId> about = about(findings, header);
        if (!findings.status.isEmpty()) {
            List<MailReport.Fate> recipients = findings.status.stream()
                    .filter(group -> group.has("Final-Recipient") || group.has("Original-Recipient"))
                    .map(MimeReportParser::fate)
                    .toList();
            return Optional.of(new MailReport.Delivery(about, recipients));
        }
        return findings.feedback.stream()
                .findFirst()
                .map(group -> new MailReport.Complaint(
                        about, group.word("Feedback-Type"), group.addresses("Original-Rcpt-To")));
    }

    private static MailReport.Fate fate(FieldGroup group) {
        List<String> addresses = Stream.of("Original-Recipient", "Final-Recipient")
                .flatMap(name -> group.addresses(name).stream())
                .toList();
        return new MailReport.Fate(
                addresses, group.word("Action"), group.value("Status"), group.value("Diagnostic-Code"));
    }

    /** The message that came back with the report; else what the report answers, as some servers return nothing and say it there. */
    private static List<MessageId> about(Findings findings, PartHeader header) {
        Stream<MessageId> answered = Stream.concat(ids(header, "In-Reply-To"), ids(header, "References"));
        return (findings.returned.isEmpty() ? answered : findings.returned.stream())
                .limit(MailReport.MOST)
                .toList();
    }

    private static Stream<MessageId> ids(PartHeader header, String name) {
        return header.all(name).stream().flatMap(field -> MessageIds.in(field.value()));
    }
}
