package io.postroom.mailets;

import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.MessageRef;
import io.postroom.core.send.Outcomes;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Tells that a message of ours has reached recipients. Other mail passes.
 *
 * <p>With {@code <recipients>stored</recipients>} it tells so of the inboxes in which {@link DeliverToInbox} has stored the mail; with
 * {@code all} of every recipient: that is for the processor that {@code RemoteDelivery} calls {@code onSuccess}. Called by the spool's
 * workers at the same time; thread-safe.
 */
public final class AnnounceDelivered extends GenericMailet {
    private static final String WHOM = "recipients";

    private final Outcomes outcomes;
    private final EachInbox eachInbox;
    private boolean all;

    @Inject
    public AnnounceDelivered(InboxStore inboxes, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void init() throws MessagingException {
        String whom = getInitParameter(WHOM, "");
        if (!whom.equals("all") && !whom.equals("stored")) {
            throw new MessagingException(WHOM + " is 'all' or 'stored', not '" + whom + "'");
        }
        all = whom.equals("all");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<MessageRef> message = new MailState(mail).outgoing();
        if (message.isEmpty()) {
            return;
        }
        if (all) {
            outcomes.delivered(message.get(), AnnounceSent.recipientsOf(mail));
            return;
        }
        eachInbox.run(mail, getMailetContext(), inbox -> {
            if (new MailState(mail).stored(inbox.id()).isPresent()) {
                outcomes.delivered(message.get(), List.of(inbox.id().value()));
            }
            return true;
        });
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: tells that mail of inboxes was delivered";
    }
}
