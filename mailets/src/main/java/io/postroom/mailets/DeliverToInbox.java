package io.postroom.mailets;

import io.postroom.core.inbox.InboxStore;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.Receiver;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.secret.Digest;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import java.time.Clock;
import java.time.Instant;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Stores a mail in the mailbox of each inbox it is for, once however often it is processed; see {@link Receiver#store}.
 *
 * <p>Recipients that are no inboxes of ours are left to the mailets that follow. Called by the spool's workers at the same time;
 * thread-safe.
 */
public final class DeliverToInbox extends GenericMailet {
    private final Receiver receiver;
    private final SpooledOctets<MimeMessage> octets;
    private final EachInbox eachInbox;
    private final Clock clock;

    @Inject
    public DeliverToInbox(InboxStore inboxes, Receiver receiver, SpooledOctets<MimeMessage> octets, Clock clock) {
        this.receiver = receiver;
        this.octets = octets;
        this.eachInbox = new EachInbox(inboxes);
        this.clock = clock;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Instant now = clock.instant();
        MailState state = new MailState(mail);
        SpooledMessage body = SpooledMessage.asItCame(mail, octets);
        Digest digest = ContentDigest.of(body.under(DeliveryTrace.lines("", state.origin(), now, "", Verdict.NONE)));
        eachInbox.run(mail, getMailetContext(), inbox -> {
            SpooledMessage raw = body.under(state.trace(inbox.id(), now));
            state.setStored(receiver.store(inbox, Arrivals.of(mail, inbox.id(), raw, digest, now)));
            return true;
        });
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: stores mail in inboxes";
    }
}
