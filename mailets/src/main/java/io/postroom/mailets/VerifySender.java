package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.policy.Ruling;
import io.postroom.core.policy.SenderCheck;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trace.Verdict;
import io.postroom.core.trust.Networks;
import io.postroom.core.trust.Peer;
import java.net.InetAddress;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Finds out who sent a mail, unless that was done at the end of {@code DATA}, and does what each inbox wants done where that is not proved: the
 * mail is noted as {@code unauthenticated}, or the inbox is taken off it. What cannot be found out now is not proved; nobody waits for it here.
 *
 * <p>Called by the spool's workers at the same time; thread-safe; blocks while DNS is asked.
 */
public final class VerifySender extends GenericMailet {
    private static final InetAddress NOWHERE = Networks.address("0.0.0.0").orElseThrow();

    private final SenderCheck check;
    private final TrustRules rules;
    private final KeptOut keptOut;
    private final SpooledOctets<MimeMessage> octets;
    private final EachInbox eachInbox;

    @Inject
    public VerifySender(
            SenderCheck check,
            TrustRules rules,
            KeptOut keptOut,
            SpooledOctets<MimeMessage> octets,
            InboxStore inboxes) {
        this.check = check;
        this.rules = rules;
        this.keptOut = keptOut;
        this.octets = octets;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailState state = new MailState(mail);
        eachInbox.run(mail, getMailetContext(), inbox -> {
            boolean liesThere = state.stored(inbox.id()).isPresent();
            return liesThere || judge(mail, state, inbox);
        });
    }

    /** Returns whether the inbox takes the mail. */
    private boolean judge(Mail mail, MailState state, Inbox inbox) throws MessagingException {
        SenderEvidence evidence = evidence(mail, state);
        Ruling ruling = Ruling.of(evidence, rules.of(inbox));
        if (ruling instanceof Ruling.Refused refused) {
            keptOut.note(mail, inbox, refused.reason(), refused.why());
            return false;
        }
        boolean labelled = ruling instanceof Ruling.PutOff || ruling instanceof Ruling.Taken taken && taken.labelled();
        Verdict verdict = state.verdict(inbox.id());
        verdict = labelled ? verdict.with(Verdict.UNAUTHENTICATED) : verdict.without(Verdict.UNAUTHENTICATED);
        if (evidence.forged().isPresent()) {
            verdict = verdict.with(Verdict.FORGED, evidence.forged().get().value());
        }
        state.setVerdict(inbox.id(), verdict);
        return true;
    }

    private SenderEvidence evidence(Mail mail, MailState state) throws MessagingException {
        Optional<SenderEvidence> known = state.evidence();
        if (known.isPresent()) {
            return known.get();
        }
        SenderEvidence evidence = state.isOfOthers()
                ? check.check(peer(mail), SpooledMessage.original(mail, octets))
                : SenderEvidence.LOCAL;
        state.setEvidence(check.written(evidence));
        return evidence;
    }

    private static Peer peer(Mail mail) {
        InetAddress client = Optional.ofNullable(mail.getRemoteAddr())
                .flatMap(Networks::address)
                .orElse(NOWHERE);
        return new Peer(
                client,
                KeptOut.helo(mail).orElse(""),
                Optional.of(mail.getMaybeSender().asString("")));
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: finds out who sent a mail";
    }
}
