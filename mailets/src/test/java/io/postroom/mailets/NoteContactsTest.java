package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.MessageRef;
import io.postroom.core.send.OutgoingMark;
import io.postroom.core.verify.KnownSender;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.SenderAddress;
import io.postroom.store.memory.MemorySenderStore;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteContactsTest {
    private static final String TO = "To: Ann <Ann@Example.com>, bob@example.com\nCc: carol@example.com\n";
    private static final String[] ALL = {"ann@example.com", "bob@example.com", "carol@example.com", "dan@example.com"};

    private final KnownSenders known = new KnownSenders(new MemorySenderStore());
    private Mailroom mailroom;
    private NoteContacts mailet;

    @BeforeEach
    void create() throws Exception {
        mailroom = new Mailroom();
        mailet = new NoteContacts(mailroom.inboxes, known, mailroom.clock);
    }

    private Mail mail(String header, String... recipients) throws Exception {
        return mailroom.mail("Mail1", TextMessage.of(header + "\nText\n").octets())
                .sender("support@agents.example")
                .recipients(recipients)
                .build();
    }

    private Mail outgoing(String header, String... recipients) throws Exception {
        Mail mail = mail(header, recipients);
        Collection<AttributeValue<?>> parts = new ArrayList<>();
        OutgoingMark.write(MessageRef.of(Fixtures.message(1).build()))
                .forEach(part -> parts.add(AttributeValue.of(part)));
        mail.setAttribute(new Attribute(MailState.OUTGOING, AttributeValue.of(parts)));
        return mail;
    }

    private KnownSender known(String address) {
        return known.find(Fixtures.SUPPORT, new SenderAddress(address));
    }

    @Test
    void notesWhomAMailIsWrittenToAndNotWhoIsInBcc() throws Exception {
        mailet.service(outgoing(TO + "Message-ID: <1@agents.example>\n", ALL));

        assertThat(List.of(ALL))
                .filteredOn(address -> known(address).isSought())
                .containsExactly("ann@example.com", "bob@example.com", "carol@example.com");
        assertThat(known("dan@example.com").isStranger()).isTrue();
    }

    @Test
    void aNameInTheHeaderThatTheMailDoesNotGoToIsNotNoted() throws Exception {
        mailet.service(outgoing(TO, "ann@example.com"));

        assertThat(known("ann@example.com").isSought()).isTrue();
        assertThat(known("bob@example.com").isStranger()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"In-Reply-To: <1@example.com>\n", "References: <1@example.com>\n"})
    void anAnswerMakesAnAcquaintanceButNoCorrespondent(String field) throws Exception {
        mailet.service(outgoing(TO + field, ALL));

        assertThat(known("ann@example.com").isStranger()).isFalse();
        assertThat(known("ann@example.com").isSought()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto-replied", "auto-generated", "auto-generated; x=y"})
    void whatAProgramSendsByItselfIsNotNoted(String word) throws Exception {
        mailet.service(outgoing(TO + "Auto-Submitted: " + word + "\n", ALL));

        assertThat(known("ann@example.com").isStranger()).isTrue();
    }

    static Stream<AttributeName> users() {
        return Stream.of(Mail.SMTP_AUTH_USER, Submitter.JMAP_USER);
    }

    @ParameterizedTest
    @MethodSource("users")
    void notesMailOfMailClients(AttributeName attribute) throws Exception {
        Mail mail = mail(TO + "Auto-Submitted: no\n", ALL);
        mail.setAttribute(new Attribute(attribute, AttributeValue.of("Support@agents.example")));

        mailet.service(mail);

        assertThat(known("ann@example.com").isSought()).isTrue();
    }

    @Test
    void leavesMailThatOnlySaysItIsOfAnInboxOrIsOfSomebodyElse() throws Exception {
        mailet.service(mail(TO + "From: support@agents.example\n", ALL));
        Mail operator = mail(TO, ALL);
        operator.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("operator@agents.example")));
        mailet.service(operator);

        assertThat(known("ann@example.com").isStranger()).isTrue();
    }

    @Test
    void ofAMailToVeryManyTheFirstAreNoted() throws Exception {
        String[] many =
                IntStream.range(0, 300).mapToObj(i -> "s" + i + "@example.com").toArray(String[]::new);

        mailet.service(outgoing("To: " + String.join(",\n ", many) + "\n", many));

        assertThat(List.of(many))
                .filteredOn(address -> known(address).isSought())
                .hasSize(100);
    }

    @Test
    void aFieldThatCannotBeReadNamesNobody() throws Exception {
        mailet.service(outgoing("To: <<<@@\nCc: ann@example.com\n", ALL));

        assertThat(known("ann@example.com").isSought()).isTrue();
    }
}
