package io.postroom.server.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.mail.MessagingException;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James' ActiveMQ queue with another way in: many callers may send at once and share an fsync, a small mail is written to the
 * journal whole, and a mail that failed waits before it comes out again. Thread-safe.
 */
final class DurableMailQueue extends ActiveMQCacheableMailQueue {
    /** Up to here a mail is one record of the journal and costs one fsync; a body in a file of its own costs three. */
    static final long INLINE_OCTETS = 64 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(DurableMailQueue.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    private final ConnectionFactory connections;
    private final Queue<Sender> idle = new ConcurrentLinkedQueue<>();

    DurableMailQueue(
            ConnectionFactory connections,
            MailQueueItemDecoratorFactory decorators,
            MailQueueName name,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(connections, decorators, name, false, metrics, gauges);
        this.connections = connections;
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        int failures = AttributeUtils.getValueAndCastFromMail(
                        mail, JamesMailSpooler.MAIL_PROCESSING_ERROR_COUNT, Integer.class)
                .orElse(0);
        if (failures == 0) {
            super.enQueue(mail);
        } else {
            enQueue(mail, FIRST_DELAY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
        }
    }

    @Override
    protected void produceMail(Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        Sender sender = idle.poll();
        if (sender == null) {
            sender = Sender.open(connections, queueName.asString());
        }
        try {
            send(sender, properties, priority, mail);
            idle.add(sender);
        } catch (JMSException | MessagingException | IOException | RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    private static void send(Sender sender, Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        if (mail.getMessageSize() <= INLINE_OCTETS) {
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
