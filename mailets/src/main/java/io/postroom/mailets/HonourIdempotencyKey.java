package io.postroom.mailets;

import io.postroom.core.inbox.InboxStore;
import io.postroom.core.receive.SenderKeys;
import io.postroom.core.receive.SpooledOctets;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Honours {@code X-AgentMail-Idempotency-Key}: an inbox to which the same sender has sent the same content with the same key in the last
 * 7 days is taken off the mail; where the content is another, the mail is noted as a {@code duplicate}, which nobody is told of.
 *
 * <p>A key that is empty or longer than {@value #MAX_KEY} characters does not count; of several the first does. Called by the spool's
 * workers at the same time; thread-safe.
 */
public final class HonourIdempotencyKey extends GenericMailet {
    static final String HEADER = "X-AgentMail-Idempotency-Key";
    static final int MAX_KEY = 256;

    private static final Logger LOGGER = LoggerFactory.getLogger(HonourIdempotencyKey.class);

    private final SenderKeys keys;
    private final SpooledOctets<MimeMessage> octets;
    private final EachInbox eachInbox;

    @Inject
    public HonourIdempotencyKey(InboxStore inboxes, SenderKeys keys, SpooledOctets<MimeMessage> octets) {
        this.keys = keys;
        this.octets = octets;
        this.eachInbox = new EachInbox(inboxes);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<String> key = keyOf(mail);
        if (key.isEmpty()) {
            return;
        }
        SpooledMessage raw = SpooledMessage.asItCame(mail, octets);
        MailState state = new MailState(mail);
        eachInbox.run(mail, getMailetContext(), inbox -> {
            SenderKeys.Verdict verdict = keys.judge(inbox.id(), senderOf(mail), key.get(), state.origin(), raw);
            switch (verdict) {
                case FIRST -> LOGGER.debug("{} is the first with its key in {}", mail.getName(), inbox.id());
                case REUSED -> state.markDuplicateFor(inbox.id());
                case REPEATED -> LOGGER.debug("{} repeats an earlier mail to {}", mail.getName(), inbox.id());
            }
            return verdict != SenderKeys.Verdict.REPEATED;
        });
    }

    private static Optional<String> keyOf(Mail mail) throws MessagingException {
        String[] fields = mail.getMessage().getHeader(HEADER);
        if (fields == null || fields.length == 0) {
            return Optional.empty();
        }
        String key = fields[0].strip();
        if (key.isEmpty() || key.length() > MAX_KEY) {
            LOGGER.debug(
                    "The idempotency key of {} has {} characters and does not count", mail.getName(), key.length());
            return Optional.empty();
        }
        return Optional.of(key);
    }

    /** The user who logged in, or who the envelope names and where it came from: nobody else can take that name. */
    private static String senderOf(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
                .map(user -> "user " + user)
                .orElseGet(() -> "envelope " + mail.getMaybeSender().asString() + " from " + mail.getRemoteAddr());
    }

    @Override
    public String getMailetInfo() {
        return "Postroom: tells repeated mail by the sender's idempotency key";
    }
}
