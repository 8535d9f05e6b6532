package io.postroom.server.queue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.ObjectMessage;
import javax.jms.Session;
import javax.mail.MessagingException;
import org.apache.activemq.ActiveMQSession;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of its own to one queue, for one caller at a time.
 *
 * <p>The broker handles the commands of a connection one after the other, each up to its fsync; so callers that are to share
 * an fsync need a connection each.
 */
final class Sender {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sender.class);

    private final Connection connection;
    private final ActiveMQSession session;
    private final MessageProducer producer;

    private Sender(Connection connection, ActiveMQSession session, MessageProducer producer) {
        this.connection = connection;
        this.session = session;
        this.producer = producer;
    }

    static Sender open(ConnectionFactory connections, String queue) throws JMSException {
        Connection connection = connections.createConnection();
        connection.start();
        ActiveMQSession session = (ActiveMQSession) connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return new Sender(connection, session, session.createProducer(session.createQueue(queue)));
    }

    /** The mail as one message that carries its body, in the form James reads. */
    ObjectMessage inJournal(Mail mail) throws JMSException, MessagingException, IOException {
        ObjectMessage message = session.createObjectMessage();
        // MimeMessage.writeTo writes the header anew and turns its 8-bit octets into question marks
        try (InputStream body = new MimeMessageInputStream(mail.getMessage())) {
            message.setObject(body.readAllBytes());
        }
        return message;
    }

    /** The mail as a message that names the file of its body; the file is written when it is sent. */
    ActiveMQBlobMessage inFile(Mail mail) throws JMSException, MessagingException {
        return (ActiveMQBlobMessage) session.createBlobMessage(new MimeMessageInputStream(mail.getMessage()));
    }

    /** Returns once the message is on disk. */
    void send(Message message, Map<String, Object> properties, int priority) throws JMSException {
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        producer.send(message, DeliveryMode.PERSISTENT, priority, Message.DEFAULT_TIME_TO_LIVE);
    }

    void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            LOGGER.debug("A connection to the queue could not be closed", e);
        }
    }
}
