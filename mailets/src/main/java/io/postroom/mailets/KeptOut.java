package io.postroom.mailets;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.policy.Attempt;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalLog;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes mail that an inbox does not take, although the mail was accepted: for another inbox, or by a server that asks nobody. Thread-safe. */
final class KeptOut {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeptOut.class);

    private final RefusalLog refusals;
    private final MessageOutlines outlines;
    private final SpooledOctets<MimeMessage> octets;
    private final Clock clock;

    @Inject
    KeptOut(RefusalLog refusals, MessageOutlines outlines, SpooledOctets<MimeMessage> octets, Clock clock) {
        this.refusals = refusals;
        this.outlines = outlines;
        this.octets = octets;
        this.clock = clock;
    }

    void note(Mail mail, Inbox inbox, RefusalReason reason, String detail) throws MessagingException {
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        Attempt attempt = new Attempt(
                mail.getRemoteAddr(),
                helo(mail),
                mail.getMaybeSender().asString(""),
                Optional.of(outlines.of(raw, ContentDigest.of(raw)).envelope().from()));
        refusals.note(Refusal.of(new MailState(mail).origin(), inbox, attempt, reason, detail, clock.instant()));
        LOGGER.info("{} does not come to {}: {}", mail.getName(), inbox.id(), reason);
    }

    /** What the client called itself. */
    static Optional<String> helo(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_HELO, String.class);
    }
}
