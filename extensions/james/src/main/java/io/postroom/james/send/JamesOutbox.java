package io.postroom.james.send;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Outbox;
import io.postroom.core.send.OutgoingMark;
import io.postroom.core.send.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * James' spool as the way out. Thread-safe.
 *
 * <p>A mail is marked as one of the server's own, which may be relayed, and its name is made of its Message-ID: a mail that is put in
 * twice has one name.
 */
public final class JamesOutbox implements Outbox {
    private static final int NAME_DIGITS = 32;

    private final MailQueueFactory<?> queues;
    private final WaitingRoom waiting;

    @Inject
    public JamesOutbox(MailQueueFactory<?> queues, Clock clock) {
        this.queues = queues;
        this.waiting = new WaitingRoom(clock);
    }

    @Override
    public boolean reserve(OrganizationId organization, Duration delay) {
        try {
            return waiting.enter(organization, delay, queues.createQueue(MailQueueFactory.SPOOL));
        } catch (MailQueue.MailQueueException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void put(Parcel parcel) {
        try {
            MailImpl mail = mail(parcel);
            MailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
            try {
                if (parcel.delay().isZero()) {
                    spool.enQueue(mail);
                } else {
                    spool.enQueue(mail, parcel.delay());
                }
            } finally {
                LifecycleUtil.dispose(mail);
            }
        } catch (MessagingException | IOException e) {
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static MailImpl mail(Parcel parcel) throws MessagingException, IOException {
        String id = parcel.message().id().value();
        String name = "Out-" + Digest.sha256("outgoing", id).hex().substring(0, NAME_DIGITS);
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender(parcel.message().inbox().value())
                .addRecipients(parcel.recipients().toArray(String[]::new))
                .state(Mail.DEFAULT)
                .addAttribute(attribute(OutgoingMark.ATTRIBUTE, OutgoingMark.write(parcel.message())))
                .addAttribute(attribute(OutgoingMark.PASSAGE, parcel.passage().write()))
                .addAttribute(new Attribute(
                        WaitingRoom.ORGANIZATION,
                        AttributeValue.of(parcel.organization().toString())))
                .addAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                .build();
        try (InputStream octets = parcel.raw().open()) {
            mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(name, octets)));
        }
        return mail;
    }

    private static Attribute attribute(String name, List<String> values) {
        return new Attribute(
                AttributeName.of(name),
                AttributeValue.of(values.stream().map(AttributeValue::of).collect(Collectors.toList())));
    }
}
