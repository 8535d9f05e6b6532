package io.postroom.james.smtp;

import io.postroom.core.domain.Recipients;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Envelope;
import io.postroom.core.message.MessageParser;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.Ruling;
import io.postroom.core.policy.SenderCheck;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trust.Peer;
import io.postroom.core.verify.ProvenSender;
import io.postroom.core.verify.SenderAddress;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who sent a mail, at the end of {@code DATA}, and refuses it while its sender is still there if none of its recipients takes it: 550
 * 5.7.26 (RFC 7372 §3.3) where the sender is not proved, 550 5.7.1 where lists keep it out, 451 4.7.5 where that cannot be found out now. What is
 * found out stays with the mail. Named in {@code smtpserver.xml}. Thread-safe; blocks while DNS is asked.
 *
 * <p>Recipients that are no inboxes take everything. Mail of users who log in passes.
 */
public final class SenderPolicyHook implements JamesMessageHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderPolicyHook.class);
    private static final AttributeName EVIDENCE = AttributeName.of(SenderEvidence.ATTRIBUTE);
    private static final String BLOCKED = "The lists of this mailbox do not let mail of this sender in";

    private final SenderCheck check;
    private final TrustRules rules;
    private final InboundLists lists;
    private final Recipients recipients;
    private final MessageParser parser;
    private final SpooledOctets<MimeMessage> octets;
    private final RefusalNotes notes;

    @Inject
    public SenderPolicyHook(
            SenderCheck check,
            TrustRules rules,
            InboundLists lists,
            Recipients recipients,
            MessageParser parser,
            SpooledOctets<MimeMessage> octets,
            RefusalNotes notes) {
        this.check = check;
        this.rules = rules;
        this.lists = lists;
        this.recipients = recipients;
        this.parser = parser;
        this.octets = octets;
        this.notes = notes;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        if (session.getUsername() != null) {
            return HookResult.DECLINED;
        }
        try {
            HookedMessage message = new HookedMessage(octets, mail.getMessage(), mail.getMessageSize());
            SenderEvidence evidence = check.check(peer(session, mail), message);
            keep(mail, evidence);
            return answer(session, mail, rulings(mail, message, evidence));
        } catch (MessagingException | UncheckedIOException e) {
            LOGGER.warn("{} cannot be judged now, it is put off: {}", mail.getName(), e.getMessage());
            return Replies.later("451", "4.3.0 Try again later");
        }
    }

    private static Peer peer(SMTPSession session, Mail mail) {
        InetAddress client = session.getRemoteAddress().getAddress();
        String helo = RefusalNotes.helo(session).orElse("");
        return new Peer(client, helo, Optional.of(mail.getMaybeSender().asString("")));
    }

    private void keep(Mail mail, SenderEvidence evidence) {
        List<AttributeValue<?>> parts = new ArrayList<>();
        check.written(evidence).forEach(part -> parts.add(AttributeValue.of(part)));
        mail.setAttribute(new Attribute(EVIDENCE, AttributeValue.of(parts)));
    }

    /** What the inboxes say; nothing as soon as one recipient takes the mail. */
    private Map<Inbox, Ruling> rulings(Mail mail, HookedMessage message, SenderEvidence evidence) {
        Map<Inbox, Ruling> rulings = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<Inbox> inbox = recipients.find(recipient.asString());
            if (inbox.isEmpty()) {
                return Map.of();
            }
            Ruling ruling = ruling(mail, message, evidence, inbox.get());
            if (ruling instanceof Ruling.Taken) {
                return Map.of();
            }
            rulings.put(inbox.get(), ruling);
        }
        return rulings;
    }

    private Ruling ruling(Mail mail, HookedMessage message, SenderEvidence evidence, Inbox inbox) {
        TrustPolicy policy = rules.of(inbox);
        Ruling ruling = Ruling.of(evidence, policy);
        boolean listsRefuse = ruling instanceof Ruling.Taken
                && policy.of(Suspicion.BLOCKED).filter(Treatment.REJECT::equals).isPresent()
                && lists.mayApply()
                && isBlocked(mail, message, evidence, inbox);
        return listsRefuse ? new Ruling.Refused(RefusalReason.BLOCKED, BLOCKED) : ruling;
    }

    private boolean isBlocked(Mail mail, HookedMessage message, SenderEvidence evidence, Inbox inbox) {
        Envelope envelope = parser.parse(message.header()).envelope();
        Optional<String> author = ProvenSender.of(envelope.from(), evidence).map(SenderAddress::value);
        return lists.block(inbox, envelope, mail.getMaybeSender().asString(""), author);
    }

    /** Later, if it may be welcome to one of them then. */
    private HookResult answer(SMTPSession session, Mail mail, Map<Inbox, Ruling> rulings) {
        HookResult answer = HookResult.DECLINED;
        boolean later = false;
        for (Map.Entry<Inbox, Ruling> entry : rulings.entrySet()) {
            if (entry.getValue() instanceof Ruling.PutOff putOff) {
                notes.note(session, mail, entry.getKey(), RefusalReason.TEMPORARILY_UNKNOWN, putOff.why());
                answer = Replies.later("451", "4.7.5 " + putOff.why());
                later = true;
            } else if (entry.getValue() instanceof Ruling.Refused refused) {
                notes.note(session, mail, entry.getKey(), refused.reason(), refused.why());
                String status = refused.reason() == RefusalReason.BLOCKED ? "5.7.1 " : "5.7.26 ";
                answer = later ? answer : Replies.never("550", status + refused.why());
            }
        }
        if (!rulings.isEmpty()) {
            LOGGER.info("{} does not come in: {}", mail.getName(), answer.getSmtpDescription());
        }
        return answer;
    }

    @Override
    public void init(Configuration configuration) {
        // has no settings
    }

    @Override
    public void destroy() {
        // holds nothing
    }
}
