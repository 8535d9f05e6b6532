package io.postroom.mailets;

import io.postroom.core.list.Suppression;
import io.postroom.core.message.MessageRef;
import io.postroom.core.send.Outcomes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Takes recipients off a message of ours to whom its inbox sends no more, as they are suppressed or its lists refuse them: the request to
 * send it would have been refused, but may have come before. Other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class RefuseSuppressed extends GenericMailet {
    private final Outcomes outcomes;

    @Inject
    public RefuseSuppressed(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<MessageRef> message = new MailState(mail).outgoing();
        if (message.isEmpty()) {
            return;
        }
        Set<String> refused = outcomes.refused(message.get(), AnnounceSent.recipientsOf(mail));
        if (refused.isEmpty()) {
            return;
        }
        List<MailAddress> left = mail.getRecipients().stream()
                .filter(recipient -> !refused.contains(Suppression.key(recipient.asString())))
                .toList();
        mail.setRecipients(left);
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: keeps mail of inboxes from recipients they do not send to";
    }
}
