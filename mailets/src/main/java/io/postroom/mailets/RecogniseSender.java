package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Labels;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trace.Verdict;
import io.postroom.core.verify.Confirmations;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.SenderVerification;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Notes for each inbox whether it relies on a mail's sender ({@code verified}) and whether it has never had to do with him ({@code first-contact}). A mail that
 * answers the question whether its sender wrote an earlier one counts as answer first, and so is verified itself.
 *
 * <p>Stands behind {@link VerifySender} and {@link ClassifyInbound}, on whose findings it goes. Called by the spool's workers at the same time; thread-safe.
 */
public final class RecogniseSender extends GenericMailet {
    private final MessageOutlines outlines;
    private final SpooledOctets<MimeMessage> octets;
    private final Confirmations confirmations;
    private final SenderVerification verification;
    private final EachInbox eachInbox;

    @Inject
    public RecogniseSender(
            MessageOutlines outlines,
            SpooledOctets<MimeMessage> octets,
            Confirmations confirmations,
            SenderVerification verification,
            InboxStore inboxes) {
        this.outlines = outlines;
        this.octets = octets;
        this.confirmations = confirmations;
        this.verification = verification;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        Envelope envelope = outlines.of(raw, ContentDigest.of(raw)).envelope();
        Optional<SenderAddress> author = Author.of(mail, envelope.from());
        MailState state = new MailState(mail);
        eachInbox.run(mail, getMailetContext(), inbox -> {
            if (state.stored(inbox.id()).isEmpty()) { // else it lies there already, as it was judged
                judge(state, inbox, envelope, author);
            }
            return true;
        });
    }

    private void judge(MailState state, Inbox inbox, Envelope envelope, Optional<SenderAddress> author) {
        Labels labels = state.labels();
        author.ifPresent(sender -> confirmations.hear(inbox, sender, envelope.ancestors(), labels));
        SenderVerification.Verdict found = verification.judge(inbox, envelope.from(), author);
        Verdict verdict = state.verdict(inbox.id());
        verdict = found.verified() ? verdict.with(Verdict.VERIFIED) : verdict.without(Verdict.VERIFIED);
        verdict = found.firstContact() ? verdict.with(Verdict.FIRST_CONTACT) : verdict.without(Verdict.FIRST_CONTACT);
        state.setVerdict(inbox.id(), verdict);
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: tells senders on whom an inbox relies from others";
    }
}
