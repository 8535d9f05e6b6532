package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListType;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.send.OutgoingMark;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lists do to mail that comes in. */
class BlockedSendersTest {
    private static final Labels PASSED = Labels.of(Label.RECEIVED, Label.UNREAD);
    private static final Labels BLOCKED = PASSED.with(Labels.of(Label.BLOCKED));
    private static final int MORE_CALLS_THAN_ARE_MADE = 60;

    private Mailroom mailroom;

    @BeforeEach
    void openMailroom() throws MessagingException {
        mailroom = new Mailroom();
    }

    private ListEntry block(Scope scope, String name) {
        ListKey list = new ListKey(Fixtures.ORGANIZATION, scope, Direction.RECEIVE, ListType.BLOCK);
        ListEntry entry = new ListEntry(list, new EntryName(name), Optional.empty(), Fixtures.NOW);
        mailroom.lists.save(entry);
        mailroom.clock.advance(Duration.ofSeconds(10));
        return entry;
    }

    private ListEntry blockForSupport() {
        return block(new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT), "example.com");
    }

    private Mail mail() throws MessagingException {
        TextMessage letter = TextMessage.of("<1@example.com>", "Hello", "Text");
        return mailroom.mail("Mail1", letter.octets())
                .sender("ann@example.com")
                .recipients("support@agents.example", "sales@agents.example")
                .build();
    }

    private Message onlyOneIn(InboxId inbox) {
        List<Message> listed = mailroom.listed(inbox);
        assertThat(listed).hasSize(1);
        return listed.get(0);
    }

    @Test
    void keepsAMailWithTheLabelAndTellsOfItByAnEventOfItsOwn() throws Exception {
        blockForSupport();

        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(BLOCKED);
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT).get(0).labels()).isEqualTo(BLOCKED);
        assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(PASSED);
        assertThat(mailroom.events())
                .extracting(MailEvent::type)
                .containsExactlyInAnyOrder(EventType.MESSAGE_RECEIVED_BLOCKED, EventType.MESSAGE_RECEIVED);
    }

    @Test
    void anInboxThatRefusesBlockedMailIsTakenOffItAndReadsWhy() throws Exception {
        blockForSupport();
        refuseBlockedMail();

        mailroom.process(mail());

        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT)).isEmpty();
        assertThat(mailroom.listed(Fixtures.SUPPORT)).isEmpty();
        assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(PASSED);
        mailroom.refusalLog.close();
        RefusalFilter all = new RefusalFilter(new Scope.WholeOrganization(), Optional.empty(), Optional.empty());
        assertThat(mailroom.refusals
                        .list(Fixtures.ORGANIZATION, all, PageRequest.first())
                        .items())
                .extracting(Refusal::inbox, Refusal::reason)
                .containsExactly(tuple(Fixtures.SUPPORT, RefusalReason.BLOCKED));
    }

    @Test
    void mailOfOurOwnIsNeverRefusedAsNobodyWouldBeTold() throws Exception {
        blockForSupport();
        refuseBlockedMail();
        Mail mail = mail();
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("ann")));

        mailroom.process(mail);

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(BLOCKED);
    }

    private void refuseBlockedMail() {
        mailroom.policies.save(
                Fixtures.ORGANIZATION,
                new Scope.WholeOrganization(),
                new TrustPolicy(Map.of(Suspicion.BLOCKED, Treatment.REJECT)));
        mailroom.clock.advance(Duration.ofSeconds(10));
    }

    @Test
    void mailThatIsTakenUpAgainKeepsWhatItWasStoredAs() throws Exception {
        ListEntry entry = blockForSupport();
        Mail mail = mail();
        mailroom.classify.service(mail);
        mailroom.deliver.service(mail);
        mailroom.lists.delete(entry.list(), entry.name());
        mailroom.clock.advance(Duration.ofSeconds(10));

        mailroom.process(mail);

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(BLOCKED);
    }

    @Test
    void mailThatWaitedIsJudgedByTheListsOfTheDayItIsStored() throws Exception {
        ListEntry entry = blockForSupport();
        Mail mail = mail();
        mailroom.classify.service(mail);
        mailroom.lists.delete(entry.list(), entry.name());
        mailroom.clock.advance(Duration.ofSeconds(10));

        mailroom.process(mail);

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
    }

    @Test
    void whatAnInboxSendsItselfIsNotBlocked() throws Exception {
        block(new Scope.WholeOrganization(), "example.com");
        Mail mail = mail();
        MessageRef own =
                new MessageRef(Fixtures.SUPPORT, new MessageId("<1@example.com>"), new ThreadId(Fixtures.uuid(1)));
        List<AttributeValue<?>> parts = new ArrayList<>();
        OutgoingMark.write(own).forEach(part -> parts.add(AttributeValue.of(part)));
        mail.setAttribute(new Attribute(MailState.OUTGOING, AttributeValue.of(parts)));

        mailroom.process(mail);

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(BLOCKED);
    }

    @Test
    void noCrashLetsBlockedMailThroughOrLosesIt() throws Exception {
        for (Moment moment : Moment.values()) {
            int call = 0;
            boolean happened = true;
            while (happened) {
                call++;
                openMailroom();
                blockForSupport();
                mailroom.crashes.at(call, moment);
                mailroom.process(mail());
                happened = mailroom.crashes.happened();
                mailroom.processSpool();

                assertThat(call).isLessThan(MORE_CALLS_THAN_ARE_MADE);
                assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(BLOCKED);
                assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(PASSED);
                assertThat(mailroom.events()).hasSize(2);
            }
        }
    }
}
