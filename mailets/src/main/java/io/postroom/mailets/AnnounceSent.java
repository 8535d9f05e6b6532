package io.postroom.mailets;

import io.postroom.core.send.Outcomes;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Tells that a message of ours leaves for its recipients: stands before the mail is split among them. Other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class AnnounceSent extends GenericMailet {
    private final Outcomes outcomes;

    @Inject
    public AnnounceSent(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        new MailState(mail).outgoing().ifPresent(message -> outcomes.sent(message, recipientsOf(mail)));
    }

    static List<String> recipientsOf(Mail mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: tells that mail of inboxes leaves";
    }
}
