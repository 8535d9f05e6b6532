package io.postroom.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.signal.Signal.OwnName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderSignalsTest {
    private static final Names OWN = new Names(
            OwnDomains.of(List.of("acme.example", "agents.example")), Optional.of("Acme"), Optional.of("Support Desk"));

    private static List<Signal> find(String from, String... replyTo) {
        return new SenderSignals(WrittenSender.of(from), OWN).find(List.of(replyTo));
    }

    @Test
    void tellsOfAnswersThatGoElsewhere() {
        assertThat(find("Bank <no-reply@bank.test>", "help@bank.test", "Help <h@evil.test>", "x@evil.test"))
                .containsExactly(new Signal.ForeignReplyTo("bank.test", List.of("evil.test")));
    }

    @Test
    void takesHostsOfOneOrganisationAsOne() {
        assertThat(find("a@mail.bank.test", "b@bank.test", "c@reply.bank.test")).isEmpty();
        assertThat(find("a@shop.co.uk", "b@other.co.uk")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"boss@corp.test\" <x@evil.test>",
                "\"The Boss (BOSS@corp.test)\" <x@evil.test>",
                "boss\uFF20corp.test <x@evil.test>",
                "\"bo\u200Bss@corp.test via mail\" <x@evil.test>"
            })
    void tellsOfAnAddressInTheName(String from) {
        assertThat(find(from)).containsExactly(new Signal.NamedAddress("boss@corp.test", "x@evil.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"X@evil.test\" <x@evil.test>",
                "Ann @ Work <x@evil.test>",
                "\"@ann\" <x@evil.test>",
                "x@evil.test",
                ""
            })
    void leavesNamesThatShowNoOtherAddress(String from) {
        assertThat(find(from)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme <x@evil.test>",
                "ACME IT-Service <x@evil.test>",
                "\"Billing, Acme\" <x@evil.test>",
                "\u0410cm\u0435 Billing <x@evil.test>", // with Cyrillic letters
                "Ac\u200Bme <x@evil.test>"
            })
    void tellsOfTheNameOfTheOrganisation(String from) {
        assertThat(find(from))
                .singleElement()
                .isInstanceOfSatisfying(
                        OwnName.class, name -> assertThat(name.of()).isEqualTo(OwnName.Kind.ORGANIZATION));
    }

    @Test
    void tellsOfTheNameOfTheInboxAndOfDomains() {
        assertThat(find("support  desk <x@evil.test>"))
                .containsExactly(new OwnName(OwnName.Kind.INBOX, "support  desk", "x@evil.test"));
        assertThat(find("Help (agents.example) <x@evil.test>"))
                .containsExactly(new OwnName(OwnName.Kind.DOMAIN, "Help (agents.example)", "x@evil.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme <boss@acme.example>",
                "Acme <boss@mail.acme.example>",
                "Acmeville News <x@evil.test>",
                "GitHub Support Desk <x@evil.test>",
                "Myagents.example2 <x@evil.test>"
            })
    void leavesOtherNamesAndOwnPeople(String from) {
        assertThat(find(from)).isEmpty();
    }
}
