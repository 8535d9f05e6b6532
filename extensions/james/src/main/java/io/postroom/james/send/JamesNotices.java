package io.postroom.james.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.send.Notices;
import io.postroom.core.send.OutgoingMark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;

/** James' spool as the way out of the server's own mail. Thread-safe. */
public final class JamesNotices implements Notices {
    private final MailQueueFactory<?> queues;

    @Inject
    public JamesNotices(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    @Override
    public void put(String recipient, RawMessage raw) {
        put(Optional.empty(), recipient, raw);
    }

    @Override
    public void put(InboxId author, String recipient, RawMessage raw) {
        put(Optional.of(author), recipient, raw);
    }

    private void put(Optional<InboxId> author, String recipient, RawMessage raw) {
        try {
            MailImpl mail = mail(recipient, raw);
            author.ifPresent(
                    inbox -> mail.setAttribute(Attribute.convertToAttribute(OutgoingMark.AUTHOR, inbox.value())));
            MailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
            try {
                spool.enQueue(mail);
            } finally {
                LifecycleUtil.dispose(mail);
            }
        } catch (MessagingException | IOException e) {
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static MailImpl mail(String recipient, RawMessage raw) throws MessagingException, IOException {
        String name = "Notice-" + UUID.randomUUID();
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender(MaybeSender.nullSender())
                .addRecipients(recipient)
                .state(Mail.DEFAULT)
                .addAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                .build();
        try (InputStream octets = raw.open()) {
            mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(name, octets)));
        }
        return mail;
    }
}
