package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryFailureTest {
    private static DeliveryFailure refusedRecipient(String reply) {
        return DeliveryFailure.ofAttempts(reply, OptionalInt.empty(), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 no such user | 5.1.1 | NoEmail | true",
                "550-5.1.1 The account does not exist.^550 5.1.1 Try another | 5.1.1 | NoEmail | true",
                "550 #5.1.0 Address rejected | 5.1.0 | General | true",
                "550 no | 5.0.0 | General | true",
                "550 | 5.0.0 | General | true",
                "554 Client host [5.9.12.34] blocked | 5.0.0 | General | true",
                "550 5.9.12.34 is on a list | 5.0.0 | General | true",
                "553 bad name | 5.1.3 | NoEmail | true",
                "550 5.2.1 disabled | 5.2.1 | NoEmail | true",
                "550 4.1.1 odd kind | 5.1.1 | NoEmail | true",
                "552 full | 5.2.2 | MailboxFull | false",
                "550 5.2.2 over quota | 5.2.2 | MailboxFull | false",
                "552 5.3.4 too big | 5.3.4 | MessageTooLarge | false",
                "550 5.7.1 not from you | 5.7.1 | ContentRejected | false",
                "550 5.1.8 bad sender | 5.1.8 | General | false",
                "556 5.1.10 null MX | 5.1.10 | NoEmail | true"
            })
    void readsWhatAServerSaysOfARecipient(String reply, String status, String subType, boolean ofTheAddress) {
        assertThat(refusedRecipient(reply.replace('^', '\n')))
                .isEqualTo(new DeliveryFailure(true, subType, status, ofTheAddress));
    }

    @Test
    void aBareRefusalOfTheMessageSaysNothingOfTheAddress() {
        assertThat(DeliveryFailure.ofAttempts("554 no", OptionalInt.of(554), true))
                .isEqualTo(new DeliveryFailure(true, "General", "5.0.0", false));
        assertThat(DeliveryFailure.ofAttempts("550 5.1.1 nobody", OptionalInt.of(550), true)
                        .ofTheAddress())
                .isTrue();
    }

    @Test
    void aRefusalOfTheMessageIsNotToldInTheWordsOfAnotherRecipientsRefusal() {
        assertThat(DeliveryFailure.ofAttempts("550 5.1.1 nobody", OptionalInt.of(554), true))
                .isEqualTo(new DeliveryFailure(true, "General", "5.0.0", false));
    }

    @Test
    void aRecipientRefusedWhileAnotherWaitsIsRefused() {
        assertThat(DeliveryFailure.ofAttempts("550 5.1.1 nobody", OptionalInt.of(250), false))
                .isEqualTo(new DeliveryFailure(true, "NoEmail", "5.1.1", true));
        assertThat(DeliveryFailure.ofAttempts("450 4.2.1 later", OptionalInt.of(250), false))
                .isEqualTo(new DeliveryFailure(true, "General", "5.0.0", true));
    }

    @Test
    void whatWasTriedTooOftenMayWorkLater() {
        assertThat(DeliveryFailure.ofAttempts(
                        "Too many retries failure. Bouncing after 3 retries.", OptionalInt.empty(), false))
                .isEqualTo(new DeliveryFailure(false, "General", "4.4.7", false));
    }

    @Test
    void aDomainThatIsNotThereIsABadAddress() {
        assertThat(DeliveryFailure.ofAttempts(
                        "There are no DNS entries for the hostname no.example.  I cannot", OptionalInt.empty(), true))
                .isEqualTo(new DeliveryFailure(true, "NoEmail", "5.1.2", true));
        assertThat(DeliveryFailure.ofAttempts("something broke here", OptionalInt.empty(), true))
                .isEqualTo(new DeliveryFailure(true, "General", "5.0.0", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed | 5.1.1 | smtp; 550 5.1.1 nobody | true | 5.1.1 | NoEmail | true",
                "Failed | 5.0.0 (permanent failure) | smtp; 550 5.1.1 nobody | true | 5.1.1 | NoEmail | true",
                "failed | 5.0.0 | smtp; 550 user unknown | true | 5.0.0 | General | true",
                "failed | '' | smtp;552 5.2.2 full | true | 5.2.2 | MailboxFull | false",
                "failed | 4.0.0 | smtp; 426 connection timed out | false | 4.0.0 | General | false",
                "failed | 4.4.7 | '' | false | 4.4.7 | General | false",
                "failed | 550 5.1.1 nobody | '' | true | 5.1.1 | NoEmail | true",
                "failed | Too many retries | X-James; Too many | true | 5.0.0 | General | false",
                "failed | 2.0.0 | '' | true | 5.0.0 | General | false",
                "'' | 5.1.1 | '' | true | 5.1.1 | NoEmail | true"
            })
    void readsWhatAReportSays(
            String action,
            String status,
            String diagnostic,
            boolean permanent,
            String read,
            String subType,
            boolean ofTheAddress) {
        assertThat(DeliveryFailure.ofReport(action, status, diagnostic))
                .contains(new DeliveryFailure(permanent, subType, read, ofTheAddress));
    }

    @ParameterizedTest
    @CsvSource({
        "delayed,4.0.0",
        "relayed,2.0.0",
        "expanded,2.0.0",
        "delivered,2.1.5",
        "nonsense,5.1.1",
        "'',4.2.0",
        "'',''"
    })
    void takesNothingElseForAFailure(String action, String status) {
        assertThat(DeliveryFailure.ofReport(action, status, "")).isEqualTo(Optional.empty());
    }
}
