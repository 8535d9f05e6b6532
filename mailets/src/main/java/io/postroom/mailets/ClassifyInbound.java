package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.AutomaticMail;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.scan.ScanMark;
import io.postroom.core.scan.Scanners;
import io.postroom.core.verify.SenderAddress;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Notes the labels a mail arrives with: {@code received}, {@code unread} and the kinds of {@link AutomaticMail}; and, for those inboxes
 * whose lists keep its sender out, {@code blocked}, unless they refuse such mail and are taken off; and {@code spam} where the spam scanner says so, if there is one. Labels that an earlier mailet noted stay. Mail that an inbox sends to itself is not
 * blocked.
 *
 * <p>Called by the spool's workers at the same time; thread-safe.
 */
public final class ClassifyInbound extends GenericMailet {
    private final MessageOutlines outlines;
    private final SpooledOctets<MimeMessage> octets;
    private final InboundLists lists;
    private final TrustRules rules;
    private final KeptOut keptOut;
    private final Scanning spam;
    private final EachInbox eachInbox;

    @Inject
    public ClassifyInbound(
            MessageOutlines outlines,
            SpooledOctets<MimeMessage> octets,
            InboundLists lists,
            TrustRules rules,
            KeptOut keptOut,
            Scanners scanners,
            InboxStore inboxes) {
        this.outlines = outlines;
        this.octets = octets;
        this.lists = lists;
        this.rules = rules;
        this.keptOut = keptOut;
        this.spam = new Scanning(scanners.spam(), ScanMark.SPAM);
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        ParsedMessage message = outlines.parse(raw, ContentDigest.of(raw));
        Labels kinds = AutomaticMail.kindsOf(message, mail.getMaybeSender().asString(""));
        MailState state = new MailState(mail);
        state.addLabels(kinds.with(Labels.of(Label.RECEIVED, Label.UNREAD)));
        if (spam.isDue(mail)) {
            spam.scan(mail, raw);
        }
        if (spam.isFound(mail)) {
            state.addLabels(Labels.of(Label.SPAM));
        }
        applyLists(mail, state, message.envelope());
    }

    private void applyLists(Mail mail, MailState state, Envelope envelope) throws MessagingException {
        boolean apply;
        try {
            apply = lists.mayApply();
        } catch (UncheckedIOException e) {
            apply = true; // the store is away: the inboxes say so, and are put off one by one
        }
        if (apply) {
            String returnPath = mail.getMaybeSender().asString("");
            Optional<String> author = Author.of(mail, envelope.from()).map(SenderAddress::value);
            eachInbox.run(mail, getMailetContext(), inbox -> {
                if (state.stored(inbox.id()).isEmpty()) { // else it lies there already, blocked or not
                    boolean blocked = !isFrom(inbox, state) && lists.block(inbox, envelope, returnPath, author);
                    state.setBlockedFor(inbox.id(), blocked);
                    return !blocked || !state.isOfOthers() || takes(mail, inbox);
                }
                return true;
            });
        }
    }

    /** Whether the inbox takes mail that its lists block. Mail of ours it does, as nobody could be told. */
    private boolean takes(Mail mail, Inbox inbox) throws MessagingException {
        boolean takes = rules.of(inbox)
                .of(Suspicion.BLOCKED)
                .filter(Treatment.REJECT::equals)
                .isEmpty();
        if (!takes) {
            keptOut.note(
                    mail, inbox, RefusalReason.BLOCKED, "The lists of this mailbox do not let mail of this sender in");
        }
        return takes;
    }

    /** By a mark that nobody can set from outside; a sender's address anybody can write. */
    private static boolean isFrom(Inbox inbox, MailState state) {
        return state.outgoing()
                .map(MessageRef::inbox)
                .filter(inbox.id()::equals)
                .isPresent();
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: labels incoming mail";
    }
}
