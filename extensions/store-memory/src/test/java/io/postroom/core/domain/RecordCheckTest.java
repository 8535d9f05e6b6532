package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.FakeDns;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {
    private static final String NAME = "mail.example";
    private static final String SPF = "v=spf1 mx ~all";
    private static final String KEY = "v=DKIM1; k=rsa; p=MIIBabc+/=";

    private final FakeDns dns = new FakeDns();
    private final RecordCheck check = new RecordCheck(dns);

    private VerificationRecord judge(RecordPurpose purpose, String value, String... found) {
        for (String text : found) {
            dns.text(NAME, text);
        }
        return check.judge(VerificationRecord.wanted(purpose, NAME, value), DomainOptions.USUAL);
    }

    private static String outcome(VerificationRecord record) {
        return record.status()
                + record.fault().map(fault -> " " + fault.wireName()).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 mx ~all|VALID",
                "V=SPF1  MX -ALL|VALID",
                "v=spf1 include:_spf.google.com mx ?all|VALID",
                "v=spf1 include:_spf.google.com ~all|INVALID value_mismatch",
                "v=spf10 mx ~all|MISSING",
                "something else|MISSING"
            })
    void findsOurTermsInTheSenderPolicy(String found, String outcome) {
        assertThat(outcome(judge(RecordPurpose.SENDERS, SPF, found))).isEqualTo(outcome);
    }

    @Test
    void doesNotTakeAHostForItsOwnMailHostUnlessItIsOurs() {
        dns.mailHost(NAME, NAME);

        assertThat(outcome(judge(RecordPurpose.MAIL, "mx.host.example"))).isEqualTo("MISSING");
        assertThat(outcome(judge(RecordPurpose.MAIL, NAME))).isEqualTo("VALID");
    }

    @Test
    void wantsOneSenderPolicy() {
        assertThat(outcome(judge(RecordPurpose.SENDERS, SPF, SPF, "v=spf1 -all", "another text")))
                .isEqualTo("INVALID duplicate_records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; k=rsa; p=MIIBabc+/=|VALID",
                "p=MIIBabc+/=|VALID",
                "v=DKIM1;k=rsa;t=s;p=MIIB abc+/=;|VALID",
                "v=DKIM1; k=rsa; p=MIIBother|INVALID value_mismatch",
                "v=DKIM1; k=rsa; p=|INVALID value_mismatch",
                "v=DKIM1; k=ed25519; p=MIIBabc+/=|INVALID value_mismatch",
                "nonsense|INVALID value_mismatch"
            })
    void comparesTheKeyNotTheSpelling(String found, String outcome) {
        assertThat(outcome(judge(RecordPurpose.SIGNATURE, KEY, found))).isEqualTo(outcome);
    }

    @Test
    void wantsOneKey() {
        assertThat(outcome(judge(RecordPurpose.SIGNATURE, KEY, KEY, KEY))).isEqualTo("INVALID duplicate_records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DMARC1; p=reject|VALID",
                "v=DMARC1; p=none; rua=mailto:me@mail.example|VALID",
                "v=DMARC1; sp=reject|INVALID value_mismatch",
                "v=spf1 -all|MISSING"
            })
    void leavesThePolicyToTheOwner(String found, String outcome) {
        assertThat(outcome(judge(RecordPurpose.POLICY, "v=DMARC1; p=reject", found)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.host.example|false|VALID",
                "mx.host.example,mx.host.example|false|VALID",
                "mx.host.example,other.example|false|INVALID value_mismatch",
                "mx.host.example,other.example|true|VALID",
                "other.example|true|INVALID value_mismatch"
            })
    void wantsMailToComeHereAndNowhereElse(String hosts, boolean shared, String outcome) {
        for (String host : hosts.split(",", -1)) {
            dns.mailHost(NAME, host);
        }

        VerificationRecord judged = check.judge(
                VerificationRecord.wanted(RecordPurpose.MAIL, NAME, "mx.host.example"),
                new DomainOptions(true, false, shared, Optional.empty()));

        assertThat(outcome(judged)).isEqualTo(outcome);
    }

    @Test
    void seesThatThereIsNone() {
        assertThat(outcome(judge(RecordPurpose.MAIL, "mx.host.example"))).isEqualTo("MISSING");
        assertThat(outcome(judge(RecordPurpose.SENDERS, SPF))).isEqualTo("MISSING");
    }
}
