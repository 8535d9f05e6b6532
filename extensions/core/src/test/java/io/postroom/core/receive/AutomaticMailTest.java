package io.postroom.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.ParsedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {
    private static final String SENDER = "ann@example.com";

    @Test
    void findsNothingInAPersonsLetter() {
        Map<String, String> headers = Map.of("Subject", "lunch?", "Content-Type", "multipart/mixed; boundary=x");

        assertThat(AutomaticMail.kindsOf(message(headers), SENDER)).isEqualTo(Labels.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "auto-replied, true",
        "Auto-Generated, true",
        "auto-replied; owner-email=\"ann@example.com\", true",
        "auto-something-new, true",
        "(made by a machine) auto-generated, true",
        "(made (by a machine)) auto-generated (really), true",
        "auto-replied(comment), true",
        "(auto-replied) no, false",
        "no, false",
        "NO; x=y, false",
        "'', false"
    })
    void believesAutoSubmittedUnlessItSaysNo(String value, boolean automatic) {
        Labels kinds = AutomaticMail.kindsOf(message(Map.of("auto-SUBMITTED", value)), SENDER);

        assertThat(kinds).isEqualTo(automatic ? Labels.of(Label.AUTO_REPLY) : Labels.NONE);
    }

    @Test
    void believesTheWorstOfSeveralFields() {
        Labels kinds = AutomaticMail.kindsOf(message(Map.of("Auto-Submitted", "no\nauto-replied")), SENDER);

        assertThat(kinds).isEqualTo(Labels.of(Label.AUTO_REPLY));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Auto-Response-Suppress, All, true",
        "x-auto-response-suppress, 'DR, OOF, AutoReply', true",
        "X-Auto-Response-Suppress, 'DR, RN, NRN', false",
        "X-Auto-Response-Suppress, None, false",
        "Precedence, auto_reply, true",
        "X-Autoreply, yes, true",
        "X-Autorespond, Away, true",
        "Content-Type, 'multipart/report; report-type=feedback-report', true",
        "Content-Type, 'multipart/report; boundary=x', true",
        "Content-Type, 'multipart/mixed; boundary=x', false"
    })
    void knowsAProgramByOtherFieldsToo(String field, String value, boolean automatic) {
        Labels kinds = AutomaticMail.kindsOf(message(Map.of(field, value)), SENDER);

        assertThat(kinds).isEqualTo(automatic ? Labels.of(Label.AUTO_REPLY) : Labels.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', auto-reply",
        "MAILER-DAEMON@mx.example.com, auto-reply",
        "mailer-daemon, auto-reply",
        "owner-cooks@lists.example.com, list",
        "Cooks-Request@lists.example.com, list",
        "request@example.com, none",
        "owner@example.com, none",
        "ann@mailer-daemon.example.com, none"
    })
    void knowsMachinesAndListsByTheSenderOfTheEnvelope(String returnPath, String kind) {
        Labels kinds = AutomaticMail.kindsOf(message(Map.of("Subject", "hi")), returnPath);

        assertThat(kinds).isEqualTo(kind.equals("none") ? Labels.NONE : Labels.of(new Label(kind)));
    }

    @Test
    void endsWithCommentsThatDoNotEnd() {
        String value = "(".repeat(10_000) + "a".repeat(10_000) + ")".repeat(10_000) + " auto-replied";

        assertThat(AutomaticMail.saysAutomatic(value)).contains(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/report; report-type=delivery-status; boundary=x | false | true",
                "Multipart/Report; boundary=x; REPORT-TYPE=\"Delivery-Status\" | false | true",
                "multipart/report;\treport-type = delivery-status | false | true",
                "multipart/report; boundary=x | true | true",
                "multipart/report; boundary=x | false | false",
                "multipart/report; report-type=feedback-report | true | false",
                "multipart/mixed; report-type=delivery-status | true | false",
                "text/plain; x-report-type=delivery-status | true | false"
            })
    void knowsAReportOfFailedDelivery(String contentType, boolean nullReturnPath, boolean bounce) {
        Labels kinds =
                AutomaticMail.kindsOf(message(Map.of("Content-Type", contentType)), nullReturnPath ? "" : SENDER);

        assertThat(kinds.contains(Label.BOUNCE)).isEqualTo(bounce);
    }

    @Test
    void callsABounceNothingElseThoughItSaysItIsAutomatic() {
        Map<String, String> headers = Map.of(
                "Content-Type", "multipart/report; report-type=delivery-status",
                "Auto-Submitted", "auto-replied",
                "Precedence", "bulk");

        assertThat(AutomaticMail.kindsOf(message(headers), "")).isEqualTo(Labels.of(Label.BOUNCE));
    }

    @Test
    void takesAReadReceiptForAnAutomaticReply() {
        Map<String, String> headers =
                Map.of("Content-Type", "multipart/report; report-type=disposition-notification; boundary=x");

        assertThat(AutomaticMail.kindsOf(message(headers), "")).isEqualTo(Labels.of(Label.AUTO_REPLY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"List-Id", "LIST-UNSUBSCRIBE", "list-post", "List-Unsubscribe-Post", "List-Archive"})
    void knowsAMailingListByItsFields(String field) {
        assertThat(AutomaticMail.kindsOf(message(Map.of(field, "")), SENDER)).isEqualTo(Labels.of(Label.LIST));
    }

    @ParameterizedTest
    @CsvSource({"bulk, true", "List, true", "junk, true", "first-class, false", "'', false"})
    void takesPrecedenceForASignOfBulk(String value, boolean list) {
        Labels kinds = AutomaticMail.kindsOf(message(Map.of("Precedence", value)), SENDER);

        assertThat(kinds).isEqualTo(list ? Labels.of(Label.LIST) : Labels.NONE);
    }

    @Test
    void doesNotTakeAnAnsweringMachineForAListBecauseOfItsPrecedence() {
        Map<String, String> headers = Map.of("Auto-Submitted", "auto-replied", "Precedence", "bulk");

        assertThat(AutomaticMail.kindsOf(message(headers), SENDER)).isEqualTo(Labels.of(Label.AUTO_REPLY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/calendar", "application/ics"})
    void findsAnInvitationAmongTheParts(String contentType) {
        Attachment invitation = new Attachment(
                new AttachmentId("1.2"), Optional.empty(), 9, Optional.of(contentType), true, Optional.empty());

        assertThat(AutomaticMail.kindsOf(message(Map.of(), invitation), SENDER)).isEqualTo(Labels.of(Label.CALENDAR));
    }

    @Test
    void findsAnInvitationThatIsTheWholeMessage() {
        Map<String, String> headers = Map.of("Content-Type", "TEXT/Calendar; method=REQUEST; charset=UTF-8");

        assertThat(AutomaticMail.kindsOf(message(headers), SENDER)).isEqualTo(Labels.of(Label.CALENDAR));
    }

    @Test
    void leavesItsWordsToCallers() {
        Labels words = Labels.of(Label.BOUNCE, Label.AUTO_REPLY, Label.LIST, Label.CALENDAR);

        assertThat(new LabelChange(words, Labels.NONE).checkedForCallers().add())
                .isEqualTo(words);
    }

    private static ParsedMessage message(Map<String, String> headers, Attachment... attachments) {
        Envelope envelope = new Envelope(
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new ParsedMessage(
                envelope, headers, Optional.empty(), Optional.empty(), Optional.empty(), List.of(attachments), false);
    }
}
