package io.postroom.james.smtp;

import io.postroom.core.domain.Recipients;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.MessageParser;
import io.postroom.core.policy.Attempt;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalLog;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.receive.SpooledOctets;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has refusals of the SMTP port noted for the inboxes that the mail was for. Nobody waits for it: what cannot be noted is not, and the answer to
 * the sender stays as it is. Thread-safe.
 */
public final class RefusalNotes {
    private static final Logger LOGGER = LoggerFactory.getLogger(RefusalNotes.class);

    private final RefusalLog log;
    private final Recipients recipients;
    private final MessageParser parser;
    private final SpooledOctets<MimeMessage> octets;
    private final Clock clock;

    @Inject
    public RefusalNotes(
            RefusalLog log,
            Recipients recipients,
            MessageParser parser,
            SpooledOctets<MimeMessage> octets,
            Clock clock) {
        this.log = log;
        this.recipients = recipients;
        this.parser = parser;
        this.octets = octets;
        this.clock = clock;
    }

    /** Mail that all its recipients are refused. */
    void note(SMTPSession session, Mail mail, RefusalReason reason, String detail) {
        try {
            List<Inbox> inboxes = mail.getRecipients().stream()
                    .flatMap(recipient -> recipients.find(recipient.asString()).stream())
                    .distinct()
                    .toList();
            inboxes.forEach(inbox -> note(session, mail, inbox, reason, detail));
        } catch (UncheckedIOException e) {
            LOGGER.debug("the refusal of {} is not noted: {}", mail.getName(), e.getMessage());
        }
    }

    /** Mail that one of its recipients is refused. */
    void note(SMTPSession session, Mail mail, Inbox inbox, RefusalReason reason, String detail) {
        Attempt attempt = attempt(session, mail.getMaybeSender().asString(""), from(mail));
        log.note(Refusal.of(mail.getName(), inbox, attempt, reason, detail, clock.instant()));
    }

    /** A recipient that is refused before there is a message. */
    void note(SMTPSession session, String sender, MailAddress recipient, RefusalReason reason, String detail) {
        try {
            Optional<Inbox> inbox = recipients.find(recipient.asString());
            Attempt attempt = attempt(session, sender, Optional.empty());
            String origin = String.valueOf(session.getSessionID());
            inbox.ifPresent(one -> log.note(Refusal.of(origin, one, attempt, reason, detail, clock.instant())));
        } catch (UncheckedIOException e) {
            LOGGER.debug("the refusal of mail for {} is not noted: {}", recipient, e.getMessage());
        }
    }

    private static Attempt attempt(SMTPSession session, String sender, Optional<String> from) {
        String client = session.getRemoteAddress().getAddress().getHostAddress();
        return new Attempt(client, helo(session), sender, from);
    }

    /** What the client called itself; empty if it said nothing. */
    static Optional<String> helo(SMTPSession session) {
        return session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection);
    }

    private Optional<String> from(Mail mail) {
        try {
            HookedMessage message = new HookedMessage(octets, mail.getMessage(), mail.getMessageSize());
            return Optional.of(parser.parse(message.header()).envelope().from());
        } catch (MessagingException | UncheckedIOException e) {
            LOGGER.debug("the header of {} cannot be read: {}", mail.getName(), e.getMessage());
            return Optional.empty();
        }
    }
}
