package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.Recipients;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;

class ResolveRecipientsTest {
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryDomainStore domains = new MemoryDomainStore();
    private final ResolveRecipients mailet = new ResolveRecipients(new Recipients(inboxes, domains));

    ResolveRecipientsTest() {
        inboxes.create(Fixtures.inbox());
        inboxes.create(Fixtures.inbox(new InboxId("all@mail.example")));
        domains.create(
                Fixtures.verifiedDomain(
                        "mail.example",
                        new DomainOptions(true, false, false, Optional.of(new InboxId("all@mail.example")))),
                Fixtures.signingKey(1));
    }

    private List<String> resolved(String... recipients) throws MessagingException {
        Mail mail = FakeMail.builder().name("mail-1").recipients(recipients).build();
        mailet.service(mail);
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Test
    void findsTheInboxBehindADetail() throws Exception {
        assertThat(resolved("support+tag@agents.example")).containsExactly("support@agents.example");
    }

    @Test
    void givesAnInboxThatIsMeantTwiceOneMail() throws Exception {
        assertThat(resolved("support+a@agents.example", "Support@agents.example", "support+b@agents.example"))
                .containsExactly("support@agents.example");
    }

    @Test
    void givesTheRestOfADomainToItsCatchAll() throws Exception {
        assertThat(resolved("anybody@mail.example")).containsExactly("all@mail.example");
    }

    @Test
    void leavesOthersAlone() throws Exception {
        assertThat(resolved("nobody@agents.example", "someone+else@elsewhere.example"))
                .containsExactly("nobody@agents.example", "someone+else@elsewhere.example");
    }
}
