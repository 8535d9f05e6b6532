package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.testkit.Race;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnDomainTest {
    private static final int STARTS = 4;

    private final DomainRig rig = new DomainRig();

    private OwnDomain nextStart() {
        return new OwnDomain(DomainRig.STANDARD, rig.ownKeys, rig.keys, rig.verification);
    }

    @Test
    void makesItsKeyOnceAndKeepsItSealed() {
        SigningKey key = rig.own.key();

        assertThat(nextStart().key()).isEqualTo(key);
        assertThat(rig.ownKeys.find(DomainRig.STANDARD)).contains(key);
        assertThat(rig.keys.open(key).getEncoded()).hasSizeGreaterThan(1000);
    }

    @Test
    void allNodesThatStartAtOnceHaveOneKey() {
        List<SigningKey> keys = Race.of(STARTS, number -> nextStart().key());

        assertThat(keys).containsOnly(rig.own.key());
    }

    @Test
    void saysWhatToPublishAndWhatDnsHas() {
        List<VerificationRecord> before = rig.own.ask();
        before.forEach(rig.dns::publish);
        rig.dns.mailHost(DomainRig.STANDARD.value(), "backup.elsewhere.example");

        List<VerificationRecord> after = rig.own.ask();

        assertThat(before).extracting(VerificationRecord::status).containsOnly(RecordStatus.MISSING);
        assertThat(before)
                .extracting(VerificationRecord::purpose)
                .containsExactly(
                        RecordPurpose.MAIL, RecordPurpose.SENDERS, RecordPurpose.SIGNATURE, RecordPurpose.POLICY);
        assertThat(before.get(2).value()).endsWith("p=" + rig.own.key().publicKey());
        assertThat(after).extracting(VerificationRecord::status).containsOnly(RecordStatus.VALID);
    }

    @Test
    void givesItsZoneFileEvenWhenDnsDoesNotAnswer() {
        rig.dns.outage().begin();

        assertThat(rig.own.zoneFile())
                .startsWith("; agents.example\n")
                .contains(rig.own.key().selector() + "._domainkey.agents.example. IN TXT \"v=DKIM1");
        assertThatThrownBy(rig.own::ask).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void hasAnotherKeyUnderAnotherSelectorAfterOneIsForgotten() {
        SigningKey first = rig.own.key();

        rig.own.forgetKey();

        assertThat(rig.own.key().selector()).isNotEqualTo(first.selector());
        assertThat(nextStart().key()).isEqualTo(rig.own.key());
    }
}
