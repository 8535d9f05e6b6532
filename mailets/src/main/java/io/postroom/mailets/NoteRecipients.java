package io.postroom.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Notes on a message of ours whom it is for, just before {@code RemoteDelivery}: of an attempt in which some are refused and the others
 * served, {@code RemoteDelivery} names the refused ones only; see {@link AnnounceBounced}. Other mail passes.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class NoteRecipients extends GenericMailet {
    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        if (state.outgoing().isPresent()) {
            state.setBoundFor(AnnounceSent.recipientsOf(mail));
        }
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: notes the recipients of mail that leaves";
    }
}
