package io.postroom.james.smtp;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.domain.Recipients;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalLog;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.james.mime.MimeMessageParser;
import io.postroom.james.spool.JamesSpooledOctets;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryRefusalStore;
import io.postroom.testkit.FakeSpooledOctets;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;

/** What hooks that refuse mail need, and what they note. Its inboxes are support and sales. */
final class Refusing {
    static final String CLIENT = "192.0.2.7";

    final FixedClock clock = new FixedClock();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final MemoryDomainStore domains = new MemoryDomainStore();
    final Recipients recipients = new Recipients(inboxes, domains);
    final MimeMessageParser parser = new MimeMessageParser();
    final SpooledOctets<MimeMessage> octets = new JamesSpooledOctets(FakeSpooledOctets.NAME);
    final RefusalNotes notes;

    private final MemoryRefusalStore store = new MemoryRefusalStore(clock);
    private final RefusalLog log = new RefusalLog(store, clock);

    Refusing() {
        inboxes.create(Fixtures.inbox(Fixtures.SUPPORT));
        inboxes.create(Fixtures.inbox(Fixtures.SALES));
        notes = new RefusalNotes(log, recipients, parser, octets, clock);
    }

    /** A mail of {@code ann@a.example} as it is at the end of {@code DATA}. */
    Mail mail(byte[] message, String... recipients) throws MessagingException {
        MimeMessage parsed =
                new MimeMessage(Session.getDefaultInstance(new Properties()), new ByteArrayInputStream(message));
        MailImpl.Builder mail = MailImpl.builder()
                .name("Mail1")
                .sender(MaybeSender.of(new MailAddress("ann@a.example")))
                .mimeMessage(parsed);
        for (String recipient : recipients) {
            mail.addRecipient(recipient);
        }
        return mail.build();
    }

    /** A client that has not logged in. */
    static SMTPSession stranger() {
        return (SMTPSession) Proxy.newProxyInstance(
                SMTPSession.class.getClassLoader(),
                new Class<?>[] {SMTPSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddress" -> new InetSocketAddress(CLIENT, 25);
                    case "getAttachment" -> Optional.of("client.a.example");
                    case "getSessionID" -> "session";
                    case "getUsername" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What was noted; nothing more is noted afterwards. */
    List<Refusal> noted() {
        log.close();
        RefusalFilter all = new RefusalFilter(new Scope.WholeOrganization(), Optional.empty(), Optional.empty());
        return store.list(Fixtures.ORGANIZATION, all, PageRequest.first()).items();
    }

    List<InboxId> notedFor() {
        return noted().stream().map(Refusal::inbox).toList();
    }
}
