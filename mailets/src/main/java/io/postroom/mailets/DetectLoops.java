package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.receive.AnswerBudget;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.Hops;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Labels mail that goes round in circles: what came over too many servers, and, for those inboxes whose {@link AnswerBudget} it goes beyond,
 * what answers too often. Of the latter they are told once, so that a program which answers all it is told of stops.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class DetectLoops extends GenericMailet {
    private final Hops hops;
    private final AnswerBudget budget;
    private final MessageOutlines outlines;
    private final SpooledOctets<MimeMessage> octets;
    private final EachInbox eachInbox;

    @Inject
    public DetectLoops(
            Hops hops,
            AnswerBudget budget,
            MessageOutlines outlines,
            SpooledOctets<MimeMessage> octets,
            InboxStore inboxes) {
        this.hops = hops;
        this.budget = budget;
        this.outlines = outlines;
        this.octets = octets;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        if (hops.areTooMany(mail.getMessage().getHeader(Hops.FIELD))) {
            state.addLabels(Labels.of(Label.LOOP));
        }
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        Envelope envelope = outlines.of(raw, ContentDigest.of(raw)).envelope();
        if (envelope.ancestors().isEmpty()) {
            return;
        }
        String returnPath = mail.getMaybeSender().asString("");
        eachInbox.run(mail, getMailetContext(), inbox -> {
            if (!state.isNamed(MailState.COUNTED_FOR, inbox.id())) {
                note(state, inbox, budget.take(inbox, envelope, returnPath));
            }
            return true;
        });
    }

    private static void note(MailState state, Inbox inbox, AnswerBudget.Verdict verdict) {
        state.setNamed(MailState.COUNTED_FOR, inbox.id(), true);
        state.setNamed(MailState.LOOP_FOR, inbox.id(), verdict != AnswerBudget.Verdict.WITHIN);
        state.setNamed(MailState.UNTOLD_FOR, inbox.id(), verdict == AnswerBudget.Verdict.BEYOND);
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: labels mail that goes round in circles";
    }
}
