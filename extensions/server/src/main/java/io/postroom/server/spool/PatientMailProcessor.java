package io.postroom.server.spool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James' mailet pipeline, with patience: a mail that met an unavailable store goes back to the spool for a while, again and
 * again, where James would try five times within a second and then put it aside as faulty.
 *
 * <p>The mail starts again from the state and with the recipients it had when it left the spool, so every mailet must bear
 * being repeated. Called by the spooler's threads at the same time; thread-safe.
 */
public final class PatientMailProcessor implements MailProcessor {
    static final AttributeName OUTAGES = AttributeName.of("postroom.outages");

    private static final Logger LOGGER = LoggerFactory.getLogger(PatientMailProcessor.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration PAUSE_WITHOUT_QUEUE = Duration.ofSeconds(5);

    private final MailProcessor pipeline;
    private final MailQueueFactory<?> queues;
    private final Duration pauseWithoutQueue;

    @Inject
    PatientMailProcessor(CompositeProcessorImpl pipeline, MailQueueFactory<?> queues) {
        this(pipeline, queues, PAUSE_WITHOUT_QUEUE);
    }

    PatientMailProcessor(MailProcessor pipeline, MailQueueFactory<?> queues, Duration pauseWithoutQueue) {
        this.pipeline = pipeline;
        this.queues = queues;
        this.pauseWithoutQueue = pauseWithoutQueue;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        List<MailAddress> recipients = List.copyOf(mail.getRecipients());
        String state = mail.getState();
        try {
            pipeline.service(mail);
        } catch (StackOverflowError | LinkageError e) {
            // James lets an Error end the spooler's worker for good; as an exception it costs this mail alone
            throw new MessagingException(
                    "processing " + mail.getName() + " ended in " + e, new IllegalStateException(e));
        } catch (MessagingException | RuntimeException e) {
            if (!Outage.caused(e)) {
                throw e;
            }
            mail.setRecipients(recipients);
            mail.setState(state);
            retryLater(mail, e);
        }
    }

    private void retryLater(Mail mail, Exception why) throws MessagingException {
        int outages = AttributeUtils.getValueAndCastFromMail(mail, OUTAGES, Integer.class)
                .orElse(0);
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(outages, MOST_DOUBLINGS));
        mail.setAttribute(new Attribute(OUTAGES, AttributeValue.of(outages + 1)));
        try {
            queues.createQueue(MailQueueFactory.SPOOL).enQueue(mail, delay);
        } catch (MessagingException | RuntimeException e) {
            // now the spooler hands it back, and the queue gives it out again at once: a full disk must not be a busy
            // loop
            pause();
            throw e;
        }
        LOGGER.warn("A store is unavailable ({}); {} is tried again in {}", why.toString(), mail.getName(), delay);
        LOGGER.debug("why {} is tried again", mail.getName(), why);
    }

    private void pause() {
        try {
            new CountDownLatch(1).await(pauseWithoutQueue.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }
}
