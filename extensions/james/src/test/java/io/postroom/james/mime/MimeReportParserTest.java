package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.message.MessageId;
import io.postroom.core.send.MailReport;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeReportParserTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final MessageId SENT = new MessageId("<1@agents.example>");
    private static final String RETURNED =
            "Content-Type: message/rfc822\n\nMessage-ID: <1@agents.example>\nSubject: s\n\nt\n";

    private final MimeReportParser parser = new MimeReportParser();

    private static TextMessage report(String type, String... parts) {
        StringBuilder text = new StringBuilder("From: MAILER-DAEMON@mx.example\nMessage-ID: <r@mx.example>\n"
                + "Content-Type: multipart/report; report-type=" + type + "; boundary=\"b\"\n\n"
                + "--b\nContent-Type: text/plain\n\nSorry.\n");
        for (String part : parts) {
            text.append("--b\n").append(part).append('\n');
        }
        return TextMessage.of(text.append("--b--\n").toString());
    }

    private static String status(String... groups) {
        return "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
                + String.join("\n", groups);
    }

    private static String group(String address, String rest) {
        return "Final-Recipient: rfc822; " + address + "\n" + rest;
    }

    private MailReport.Delivery delivery(TextMessage raw) {
        return (MailReport.Delivery) parser.parse(raw).orElseThrow();
    }

    @Test
    void readsWhatBecameOfEachRecipient() {
        MailReport.Delivery report = delivery(report(
                "delivery-status",
                status(
                        "Original-Recipient: rfc822;<ann@example.com>\n"
                                + group(
                                        "ann@home.example",
                                        "Action: failed\nStatus: 5.1.1 (unknown)\n"
                                                + "Diagnostic-Code: smtp; 550 5.1.1\n  nobody\n"),
                        group("bob@example.com", "ACTION: Delayed\nStatus: 4.0.0\n")),
                RETURNED));

        assertThat(report.about()).containsExactly(SENT);
        assertThat(report.recipients())
                .containsExactly(
                        new MailReport.Fate(
                                List.of("ann@example.com", "ann@home.example"),
                                "failed",
                                "5.1.1 (unknown)",
                                "smtp; 550 5.1.1  nobody"),
                        new MailReport.Fate(List.of("bob@example.com"), "delayed", "4.0.0", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/rfc822-headers\n\nSubject: s\nMESSAGE-ID:\n <1@agents.example>\n",
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                        + "TWVzc2FnZS1JRDogPDFAYWdlbnRzLmV4YW1wbGU+DQoNCnQNCg==\n",
                "Content-Type: message/global-headers\n\nMessage-ID: 1@agents.example\n"
            })
    void knowsTheMessageByWhatCameBackOfIt(String returned) {
        String failed = status(group("ann@example.com", "Action: failed\nStatus: 5.1.1\n"));

        assertThat(delivery(report("delivery-status", failed, returned)).about())
                .containsExactly(SENT);
    }

    @Test
    void knowsTheMessageByWhatTheReportAnswersIfNothingCameBack() {
        String text = report("delivery-status", status(group("ann@example.com", "Action: failed\n")))
                .toString();

        MailReport.Delivery report = delivery(
                TextMessage.of("In-Reply-To: <1@agents.example>\nReferences: <0@x> <1@agents.example>\n" + text));

        assertThat(report.about()).startsWith(SENT).contains(new MessageId("<0@x>"));
    }

    @Test
    void readsAComplaint() {
        TextMessage raw = report(
                "feedback-report",
                "Content-Type: message/feedback-report\n\nFeedback-Type: Abuse\nUser-Agent: x/1\nVersion: 1\n"
                        + "Original-Rcpt-To: <ann@example.com>\nOriginal-Rcpt-To: bob@example.com\n",
                RETURNED);

        assertThat(parser.parse(raw))
                .contains(new MailReport.Complaint(
                        List.of(SENT), "abuse", List.of("ann@example.com", "bob@example.com")));
    }

    @Test
    void otherMailIsNoReport() {
        assertThat(parser.parse(TextMessage.of("<1@x>", "s", "Final-Recipient: rfc822; a@b\nAction: failed")))
                .isEmpty();
        assertThat(parser.parse(
                        report("disposition-notification", "Content-Type: message/disposition-notification\n\na: b\n")))
                .isEmpty();
        assertThat(parser.parse(TextMessage.of(""))).isEqualTo(Optional.empty());
    }

    @Test
    void readsThroughWhatIsBroken() {
        assertThat(delivery(report("delivery-status", "Content-Type: message/delivery-status\n\nno field\n\n\n\n: x\n"))
                        .recipients())
                .isEmpty();
        assertThat(parser.parse(report(
                        "delivery-status",
                        "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n%%%=\n")))
                .isEmpty();
        assertThat(delivery(report("delivery-status", status(group("", "Action: failed\n"))))
                        .recipients())
                .containsExactly(new MailReport.Fate(List.of(), "failed", "", ""));
    }

    @Test
    void looksAtNoMoreRecipientsAndOctetsThanItMust() {
        String many = IntStream.range(0, 5000)
                .mapToObj(i -> group("u" + i + "@example.com", "Action: failed\n"))
                .collect(Collectors.joining("\n"));

        assertThat(delivery(report("delivery-status", status(many), RETURNED)).recipients())
                .hasSize(MailReport.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\n ", "a: b\n", "\n\n", ":", "Diagnostic-Code: x\n y\n"})
    void takesNoLongTimeForWhatSomebodyMadeUp(String piece) {
        String flood = piece.repeat((4 << 20) / piece.length());
        TextMessage raw = report("delivery-status", status(group("ann@example.com", flood)), RETURNED);
        long start = System.nanoTime();

        parser.parse(raw);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    @Test
    void readsTheReportsThatAnotherProjectCollected() throws IOException {
        Path corpora = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"));
        Path reports = corpora.resolve("mime-enmime/dsn/testdata");
        assumeTrue(Files.isDirectory(reports), "there are no reports at " + reports);

        MailReport.Delivery report =
                delivery(new TextMessage(Files.readAllBytes(reports.resolve("multi_recipient_dsn.raw"))));

        assertThat(report.recipients())
                .extracting(MailReport.Fate::action)
                .containsExactly("failed", "delayed", "failed");
        assertThat(report.recipients().get(0).diagnostic())
                .isEqualTo("smtp;  550 'arathib@vnet.IBM.COM' is not a  registered gateway user");
    }
}
