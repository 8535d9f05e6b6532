package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Message;
import io.postroom.core.receive.Receiver;
import io.postroom.core.receive.SpooledOctets;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Lists the mail that {@link DeliverToInbox} stored and appends its event to the log, from which everybody is told; see
 * {@link Receiver#announce}. What follows from its sender is done after that, see {@link SenderFollowUp}. Then the inbox is done and taken off the mail; a mail without recipients leaves the spool.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class FanOut extends GenericMailet {
    private final Receiver receiver;
    private final SpooledOctets<MimeMessage> octets;
    private final SenderFollowUp followUp;
    private final EachInbox eachInbox;

    @Inject
    public FanOut(InboxStore inboxes, Receiver receiver, SpooledOctets<MimeMessage> octets, SenderFollowUp followUp) {
        this.receiver = receiver;
        this.octets = octets;
        this.followUp = followUp;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        eachInbox.run(mail, getMailetContext(), inbox -> {
            Optional<Receiver.Stored> stored = new MailState(mail).stored(inbox.id());
            if (stored.isPresent()) {
                announce(mail, inbox, stored.get());
            }
            return stored.isEmpty();
        });
    }

    private void announce(Mail mail, Inbox inbox, Receiver.Stored stored) throws MessagingException {
        Claim claim = stored.claim();
        SpooledMessage raw =
                SpooledMessage.asItCame(mail, octets).under(new MailState(mail).trace(inbox.id(), claim.timestamp()));
        Message message =
                receiver.announce(inbox, stored, Arrivals.of(mail, inbox.id(), raw, claim.digest(), claim.timestamp()));
        followUp.after(mail, inbox, message);
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: announces mail that is stored";
    }
}
