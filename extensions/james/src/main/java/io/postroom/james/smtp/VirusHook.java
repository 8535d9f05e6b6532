package io.postroom.james.smtp;

import io.postroom.core.policy.RefusalReason;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.scan.GuardedScanner;
import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScanMark;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanners;
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
 * Has mail looked through for viruses while its sender is still there, and refuses it if there is one: nothing of it is kept. The status is
 * that for security in general, 5.7.0 (RFC 3463 §3.8): those with more to say are about who may send what to whom.
 *
 * <p>While the scanner is away mail comes in without. Named in {@code smtpserver.xml}. Thread-safe; blocks as the scanner does.
 */
public final class VirusHook implements JamesMessageHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(VirusHook.class);
    private static final AttributeName MARK = AttributeName.of(ScanMark.VIRUSES);

    private final GuardedScanner scanner;
    private final SpooledOctets<MimeMessage> octets;
    private final RefusalNotes notes;

    @Inject
    public VirusHook(Scanners scanners, SpooledOctets<MimeMessage> octets, RefusalNotes notes) {
        this.scanner = scanners.viruses();
        this.octets = octets;
        this.notes = notes;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        if (!scanner.isOn()) {
            return HookResult.DECLINED;
        }
        try {
            Scan scan = scanner.scan(scanned(session, mail));
            if (scan instanceof Scan.Found virus) {
                LOGGER.info("{} was refused: {}", mail.getName(), virus.what());
                String detail = "This message carries a virus: " + virus.what();
                notes.note(session, mail, RefusalReason.VIRUS, detail);
                return Replies.never("550", "5.7.0 " + detail);
            }
            mail.setAttribute(new Attribute(MARK, AttributeValue.of(scan.word())));
            return HookResult.DECLINED;
        } catch (MessagingException e) {
            LOGGER.warn("{} cannot be read, it is put off", mail.getName(), e);
            return Replies.later("451", "4.3.0 Try again later");
        }
    }

    private ScannedMail scanned(SMTPSession session, Mail mail) throws MessagingException {
        return new ScannedMail(
                mail.getName(),
                new HookedMessage(octets, mail.getMessage(), mail.getMessageSize()),
                Optional.of(session.getRemoteAddress().getAddress().getHostAddress()),
                Optional.empty(),
                mail.getMaybeSender().asString(""),
                mail.getRecipients().stream().map(MailAddress::asString).toList());
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
