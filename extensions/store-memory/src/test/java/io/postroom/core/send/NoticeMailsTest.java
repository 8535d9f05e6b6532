package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Scope;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.webhook.MailNotice;
import io.postroom.core.webhook.NoticeFilter;
import io.postroom.core.webhook.NoticeRule;
import io.postroom.core.webhook.Webhook;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.Fixtures;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeMailsTest {
    private final SendRig rig = new SendRig();
    private final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    private final NoticeMails mails = new NoticeMails(rig.sending, organizations);

    private static Webhook rule(String name, String... recipients) {
        Webhook like = Fixtures.webhook(1);
        return new Webhook(
                like.id(),
                like.organization(),
                new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT),
                URI.create("mailto:ann@example.com"),
                like.eventTypes(),
                Set.of(),
                Set.of(),
                like.secrets(),
                Map.of(),
                Optional.empty(),
                like.state(),
                like.createdAt(),
                like.updatedAt(),
                Optional.of(new MailNotice(
                        new NoticeRule(
                                "bills",
                                name,
                                true,
                                NoticeFilter.NONE,
                                new NoticeRule.WebhookChannel(false, Optional.empty()),
                                new NoticeRule.EmailChannel(true, List.of(recipients))),
                        0)));
    }

    private static MailEvent event(Message message) {
        return new MailEvent(
                EventId.derivedFrom(EventType.MESSAGE_RECEIVED, message.id().value()),
                EventType.MESSAGE_RECEIVED,
                Fixtures.ORGANIZATION,
                Fixtures.POD,
                Fixtures.SUPPORT,
                Fixtures.NOW,
                new EventBody.Received(message, ThreadSummary.startedBy(message)));
    }

    @Test
    void writeToPeopleOnceForEachEventAndRule() {
        organizations.save(Fixtures.organization());
        Message message = Fixtures.message(1).subject("A\tbill").build();

        mails.send(rule("Bills", "ann@example.com", "bob@example.com"), event(message));
        mails.send(rule("Bills", "ann@example.com", "bob@example.com"), event(message));

        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.outbox.mails().get(0).recipients()).containsExactly("ann@example.com", "bob@example.com");
        assertThat(rig.outbox.mails().get(0).text())
                .contains("From: Support <support@agents.example>")
                .contains("Subject: New mail: A bill\r\n")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("From: Ann <ann@example.com>")
                .contains("rule \"Bills\"");
    }

    @Test
    void areRefusedWithTheOrganizationThatIsNotThere() {
        Message message = Fixtures.message(1).build();

        assertThatThrownBy(() -> mails.send(rule("", "ann@example.com"), event(message)))
                .isInstanceOf(RefusedException.class);
        assertThat(rig.outbox.mails()).isEmpty();
    }

    @Test
    void subjectsAreCutShort() {
        organizations.save(Fixtures.organization());
        Message message =
                Fixtures.message(1).subject("\ud83d\udceb".repeat(900)).build();

        mails.send(rule("", "ann@example.com"), event(message));

        String subject = rig.outbox
                .mails()
                .get(0)
                .text()
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElseThrow();
        assertThat(subject.codePointCount(0, subject.length())).isEqualTo("Subject: ".length() + 200);
    }
}
