package io.postroom.mailets;

import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.MessageRef;
import io.postroom.core.send.DeliveryFailure;
import io.postroom.core.send.FeedbackMail;
import io.postroom.core.send.Outcomes;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Tells that a message of ours does not reach recipients. Other mail passes, for the mailets that write or keep a report.
 *
 * <p>With {@code <because>refused</because>} for the processor that {@code RemoteDelivery} calls {@code bounceProcessor}; with
 * {@code unknown} where a recipient is none of this server's users. What is told by event is not also written as mail, and the mail ends
 * here; unless the owner of the inbox's domain wants such mail too: then it goes on without the mark of our message, since the report
 * that is made of it would carry it on. Called by the spool's workers at the same time; thread-safe.
 */
public final class AnnounceBounced extends GenericMailet {
    private static final String WHY = "because";

    private final InboxStore inboxes;
    private final Outcomes outcomes;
    private final FeedbackMail feedback;
    private boolean unknown;

    @Inject
    public AnnounceBounced(InboxStore inboxes, Outcomes outcomes, FeedbackMail feedback) {
        this.inboxes = inboxes;
        this.outcomes = outcomes;
        this.feedback = feedback;
    }

    @Override
    public void init() throws MessagingException {
        String why = getInitParameter(WHY, "");
        if (!why.equals("refused") && !why.equals("unknown")) {
            throw new MessagingException(WHY + " is 'refused' or 'unknown', not '" + why + "'");
        }
        unknown = why.equals("unknown");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        Optional<MessageRef> message = state.outgoing();
        if (message.isEmpty()) {
            return;
        }
        LastAttempt attempt = new LastAttempt(mail);
        DeliveryFailure failure = unknown ? DeliveryFailure.NOBODY_HERE : attempt.failure();
        AnnounceSent.recipientsOf(mail).forEach(recipient -> outcomes.bounced(message.get(), recipient, failure));
        List<String> served = unknown ? List.of() : attempt.served(state.boundFor());
        if (!served.isEmpty()) {
            outcomes.deliveredUnlessBounced(message.get(), served);
        }
        boolean wanted = !unknown
                && inboxes.find(message.get().inbox())
                        .map(feedback::wantsReports)
                        .orElse(false);
        if (wanted) {
            state.forgetOutgoing();
        } else {
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: tells that mail of inboxes bounced";
    }
}
