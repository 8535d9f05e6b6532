package io.postroom.server.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import javax.mail.MessagingException;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.activemq.ActiveMQMailQueueItem;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * James' ActiveMQ queue with another way in: many callers may send at once and share an fsync, a small mail is written to the
 * journal whole, and a mail that failed waits before it comes out again. Thread-safe.
 */
final class BrokerMailQueue extends ActiveMQCacheableMailQueue {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerMailQueue.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    private final QueueBroker broker;
    private final Queue<Sender> idle = new ConcurrentLinkedQueue<>();

    BrokerMailQueue(
            QueueBroker broker,
            MailQueueItemDecoratorFactory decorators,
            MailQueueName name,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(broker.connections(), decorators, name, false, metrics, gauges);
        this.broker = broker;
    }

    /** Takes a new mail only while there is room; one that comes back after a failure was accepted long ago. */
    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        int failures = AttributeUtils.getValueAndCastFromMail(
                        mail, JamesMailSpooler.MAIL_PROCESSING_ERROR_COUNT, Integer.class)
                .orElse(0);
        if (failures == 0) {
            if (!broker.hasRoom()) {
                throw new MailQueueException(
                        "no room on the disk for " + mail.getName(),
                        new UncheckedIOException(new IOException("what is left is for mail that was accepted")));
            }
            super.enQueue(mail);
        } else {
            enQueue(mail, FIRST_DELAY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
        }
    }

    /** As James does it, without its copy of the message, which writes the header anew and loses 8-bit octets. */
    @Override
    protected Mono<MailQueueItem> createMailQueueItem(Session session, MessageConsumer consumer, Message message)
            throws JMSException, MessagingException {
        if (bodyIsMissing(message)) {
            LOGGER.error(
                    "The body of {} is gone from the queue; there is nothing left to deliver",
                    message.getJMSMessageID());
            session.commit();
            closeConsumer(consumer);
            closeSession(session);
            return Mono.empty();
        }
        MailImpl mail = populateMail(message).build();
        mail.setMessageNoCopy((MimeMessageWrapper) mimeMessage(message));
        MailQueueItem item = new ActiveMQMailQueueItem(mail, session, consumer, message);
        return Mono.just(mailQueueItemDecoratorFactory.decorate(item, queueName));
    }

    private static boolean bodyIsMissing(Message message) throws JMSException, MailQueueException {
        if (!(message instanceof ActiveMQBlobMessage)) {
            return false;
        }
        try (InputStream body = ((ActiveMQBlobMessage) message).getInputStream()) {
            return body == null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new MailQueueException("the body of " + message.getJMSMessageID() + " cannot be read", e);
        }
    }

    @Override
    protected void produceMail(Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        Sender sender = idle.poll();
        if (sender == null) {
            sender = Sender.open(broker.connections(), queueName.asString());
        }
        try {
            send(sender, properties, priority, mail);
            idle.add(sender);
        } catch (JMSException | MessagingException | IOException | RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    private void send(Sender sender, Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        if (mail.getMessageSize() <= broker.inlineOctets()) {
            sender.send(sender.inJournal(mail), properties, priority);
            return;
        }
        ActiveMQBlobMessage large = sender.inFile(mail);
        try {
            sender.send(large, properties, priority);
        } catch (JMSException | RuntimeException e) {
            deleteBody(large);
            throw e;
        }
    }

    private static void deleteBody(ActiveMQBlobMessage message) {
        try {
            if (message.getURL() != null) {
                message.deleteFile();
            }
        } catch (IOException | JMSException e) {
            LOGGER.warn("The body of a mail that was not queued stays on disk", e);
        }
    }

    @Override
    public void dispose() {
        idle.forEach(Sender::close);
        super.dispose();
    }
}
