package io.postroom.mailets;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts mail back into the spool while a store is unreachable, for as long as that lasts.
 *
 * <p>James itself would try again at once, a few times, and then put the mail aside; an outage is no fault of the mail.
 */
final class Postponement {
    private static final Logger LOGGER = LoggerFactory.getLogger(Postponement.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6; // about a minute

    private static final AttributeName SENT_BY_MAILET = Mail.SENT_BY_MAILET_ATTRIBUTE.getName();

    private Postponement() {}

    /**
     * Enqueues the mail for the recipients that wait, to come back in the state it is in; it is in the spool once this returns, and the
     * mail in hand is as it was.
     *
     * @throws MessagingException with {@code why} as its cause if the spool does not take it: then James still has the mail in hand
     */
    static void postpone(MailetContext context, Mail mail, List<MailAddress> waiting, UncheckedIOException why)
            throws MessagingException {
        MailState attributes = new MailState(mail);
        Collection<MailAddress> recipients = List.copyOf(mail.getRecipients());
        String state = mail.getState();
        int outages = attributes.outages();
        boolean fromOutside = mail.getAttribute(SENT_BY_MAILET).isEmpty();
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(outages, MOST_DOUBLINGS));
        attributes.origin();
        attributes.setOutages(outages + 1);
        attributes.setFromOutside(fromOutside);
        mail.setRecipients(waiting);
        try {
            context.sendMail(mail, state, delay.toSeconds(), TimeUnit.SECONDS);
        } catch (MessagingException e) {
            why.addSuppressed(e);
            throw new MessagingException("the spool does not take " + mail.getName() + " back", why);
        } finally {
            mail.setRecipients(recipients);
            mail.setState(state);
            attributes.setOutages(outages);
            if (fromOutside) {
                mail.removeAttribute(SENT_BY_MAILET);
            }
        }
        // without its stack: an outage concerns every mail of that time
        LOGGER.warn("A store is unreachable, {} comes back in {}: {}", mail.getName(), delay, why.getMessage());
    }

    /** Takes back what James notes of every mail that a mailet enqueues: it would let a stranger's mail be relayed. */
    static void welcomeBack(Mail mail) {
        if (new MailState(mail).isFromOutside()) {
            mail.removeAttribute(SENT_BY_MAILET);
        }
    }
}
