package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListType;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedByListsTest {
    private Mailroom mailroom;
    private RefusedByLists matcher;

    static Stream<AttributeName> users() {
        return Stream.of(Mail.SMTP_AUTH_USER, Submitter.JMAP_USER);
    }

    @BeforeEach
    void allowOneDomain() throws Exception {
        mailroom = new Mailroom();
        matcher = new RefusedByLists(new ListRules(mailroom.lists, new FixedClock()), mailroom.inboxes);
        ListKey list = new ListKey(
                Fixtures.ORGANIZATION,
                new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT),
                Direction.SEND,
                ListType.ALLOW);
        mailroom.lists.save(new ListEntry(list, new EntryName("example.com"), Optional.empty(), Fixtures.NOW));
    }

    private Mail mail() throws Exception {
        return mailroom.mail("Mail1", TextMessage.of("Subject: hi\n\n").octets())
                .sender("support@agents.example")
                .recipients("Ann@Example.com", "Eve@Evil.example")
                .build();
    }

    private Mail mailOf(AttributeName attribute, String user) throws Exception {
        Mail mail = mail();
        mail.setAttribute(new Attribute(attribute, AttributeValue.of(user)));
        return mail;
    }

    @ParameterizedTest
    @MethodSource("users")
    void findsThoseWhomTheListsOfTheSendingInboxRefuse(AttributeName attribute) throws Exception {
        assertThat(matcher.match(mailOf(attribute, "Support@agents.example")))
                .containsExactly(new MailAddress("Eve@Evil.example"));
        assertThat(matcher.match(mailOf(attribute, "sales@agents.example"))).isEmpty();
        assertThat(matcher.match(mailOf(attribute, "operator"))).isEmpty();
    }

    @Test
    void leavesMailThatNobodyHereSubmitted() throws Exception {
        assertThat(matcher.match(mail())).isEmpty();
    }
}
