package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.EventBody;
import io.postroom.core.list.Suppression;
import io.postroom.core.message.Label;
import io.postroom.core.message.MessageRef;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    private static final int MORE_CALLS_THAN_ARE_MADE = 30;

    private SendRig rig = new SendRig();
    private MessageRef message;

    @BeforeEach
    void send() {
        message = sendTo("ann@example.com", "Bob@example.com");
    }

    private MessageRef sendTo(String... recipients) {
        int before = rig.outbox.mails().size();
        rig.sending.send(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                new SendMessage(SendRig.to(recipients), SendRig.text("s", "t")),
                Asker.ANYBODY);
        rig.clock.advance(Duration.ofSeconds(1));
        return rig.outbox.mails().get(before).message();
    }

    private boolean read(String... lines) {
        return rig.reports.read(rig.inbox, report(message, lines));
    }

    private static TextMessage report(MessageRef about, String... lines) {
        return TextMessage.of("Subject: report\n\nAbout: " + about.id() + "\n" + String.join("\n", lines) + "\n");
    }

    private List<EventBody> told() {
        return rig.events().stream().map(event -> event.body()).toList();
    }

    private List<String> suppressed() {
        return rig.suppressionStore.list(Fixtures.ORGANIZATION, PageRequest.first()).items().stream()
                .map(Suppression::address)
                .toList();
    }

    private EventBody bounce(String address, String status, String subType, boolean permanent) {
        return new EventBody.Bounced(
                message, permanent, subType, List.of(new EventBody.FailedRecipient(address, status)));
    }

    @Test
    void aFailureIsToldLabelledAndSuppressed() {
        boolean told = read("Failed: bob@EXAMPLE.com; 5.1.1");

        assertThat(told).isTrue();
        assertThat(told()).containsExactly(bounce("Bob@example.com", "5.1.1", "NoEmail", true));
        assertThat(rig.listed().get(0).labels().contains(Label.BOUNCED)).isTrue();
        assertThat(rig.suppressionStore
                        .list(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.address()).isEqualTo("bob@example.com");
                    assertThat(entry.cause()).isEqualTo(Suppression.Cause.BOUNCE);
                    assertThat(entry.detail()).isEqualTo("5.1.1");
                    assertThat(entry.message()).isEqualTo(message.id());
                });
    }

    @Test
    void eachRecipientIsToldOnce() {
        read("Failed: ann@example.com; 5.1.1", "Failed: bob@example.com; 4.4.7");
        read("Failed: ann@example.com; 5.2.2");
        rig.outcomes.bounced(message, "ann@example.com", DeliveryFailure.NOBODY_HERE);

        assertThat(told())
                .containsExactly(
                        bounce("ann@example.com", "5.1.1", "NoEmail", true),
                        bounce("Bob@example.com", "4.4.7", "General", false));
        assertThat(suppressed()).containsExactly("ann@example.com");
    }

    @Test
    void aReportThatComesAgainDoesNotSuppressWhatWasLifted() {
        read("Failed: ann@example.com; 5.1.1");
        rig.suppressions.lift(Fixtures.ORGANIZATION, "Ann@Example.com");

        read("Failed: ann@example.com; 5.1.1");

        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aDelayIsNoFailure() {
        assertThat(read("Delayed: ann@example.com; 4.0.0")).isFalse();

        assertThat(told()).isEmpty();
        assertThat(rig.listed().get(0).labels().contains(Label.BOUNCED)).isFalse();
    }

    @Test
    void aReportAboutSomebodyWhoDidNotGetTheMessageCountsForNothing() {
        assertThat(read("Failed: carol@example.com; 5.1.1")).isFalse();

        assertThat(told()).isEmpty();
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void theOnlyRecipientNeedNotBeNamedAsWeNamedIt() {
        message = sendTo("ann@example.com");

        assertThat(read("Failed: ann@forwarded.example; 5.1.1")).isTrue();

        assertThat(told()).containsExactly(bounce("ann@example.com", "5.1.1", "NoEmail", true));
    }

    @Test
    void aReportAboutAnotherInboxsMessageCountsForNothing() {
        rig.inboxes.create(Fixtures.inbox(Fixtures.SALES));

        boolean told =
                rig.reports.read(Fixtures.inbox(Fixtures.SALES), report(message, "Failed: ann@example.com; 5.1.1"));

        assertThat(told).isFalse();
        assertThat(told()).isEmpty();
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void aReportAboutAMessageThatCameInCountsForNothing() {
        rig.receive(TextMessage.of("<in@example.com>", "s", "t"));
        int before = told().size();

        assertThat(rig.reports.read(
                        rig.inbox,
                        TextMessage.of(
                                "Subject: report\n\nAbout: <in@example.com>\nFailed: support@agents.example; 5.1.1\n")))
                .isFalse();
        assertThat(rig.reports.read(rig.inbox, TextMessage.of("Subject: report\n\nFailed: ann@example.com; 5.1.1\n")))
                .isFalse();

        assertThat(told()).hasSize(before);
    }

    @Test
    void aComplaintIsToldLabelledAndSuppressed() {
        boolean told = read("Feedback-Type: abuse", "Original-Rcpt-To: ann@example.com");

        assertThat(told).isTrue();
        assertThat(told()).containsExactly(new EventBody.Complained(message, "abuse", List.of("ann@example.com")));
        assertThat(rig.listed().get(0).labels().contains(Label.COMPLAINED)).isTrue();
        assertThat(rig.suppressionStore
                        .list(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.address()).isEqualTo("ann@example.com");
                    assertThat(entry.cause()).isEqualTo(Suppression.Cause.COMPLAINT);
                    assertThat(entry.detail()).isEqualTo("abuse");
                });
    }

    @Test
    void aComplaintOfNobodyKnownIsToldAndSuppressesNobody() {
        read("Feedback-Type: abuse");

        assertThat(told()).containsExactly(new EventBody.Complained(message, "abuse", List.of()));
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void theOnlyRecipientIsTheOneWhoComplains() {
        message = sendTo("ann@example.com");

        read("Feedback-Type: fraud");

        assertThat(told()).containsExactly(new EventBody.Complained(message, "fraud", List.of("ann@example.com")));
        assertThat(suppressed()).containsExactly("ann@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-spam", "auth-failure", "dmarc"})
    void otherFeedbackIsNoComplaint(String kind) {
        assertThat(read("Feedback-Type: " + kind, "Original-Rcpt-To: ann@example.com"))
                .isFalse();

        assertThat(told()).isEmpty();
        assertThat(suppressed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void isToldOnceWhicheverCallMeetsAnOutage(Moment moment) {
        int cuts = 0;
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new SendRig();
            message = sendTo("ann@example.com", "bob@example.com");
            rig.crashes.at(call, moment);
            String[] lines = {"Failed: ann@example.com; 5.1.1", "Failed: bob@example.com; 5.1.1"};
            try {
                read(lines);
            } catch (UncheckedIOException outage) {
                cuts++;
                read(lines);
            }

            assertThat(told()).as(moment + " " + call).hasSize(2);
            assertThat(suppressed()).as(moment + " " + call).hasSize(2);
            assertThat(rig.listed().get(0).labels().contains(Label.BOUNCED)).isTrue();
        }
        assertThat(cuts).isGreaterThan(5).isLessThan(MORE_CALLS_THAN_ARE_MADE);
    }
}
