package io.postroom.james.send;

import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Composer;
import io.postroom.core.send.Letter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/** Writes letters with JavaMail, which chooses transfer encodings and writes parameters (RFC 2231). Thread-safe. */
public final class MimeComposer implements Composer {
    private static final int BOUNDARY_DIGITS = 32;
    private static final DateTimeFormatter DATE = // RFC 5322 §3.3
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss +0000", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Session session = Session.getInstance(new Properties());

    @Override
    public Octets compose(Letter letter) {
        try {
            MimeMessage message = new OwnMessage(session);
            fillHeader(message, letter);
            String boundary =
                    "=_" + Digest.sha256("boundary", letter.id().value()).hex().substring(0, BOUNDARY_DIGITS);
            new LetterParts(letter.content(), boundary).fill(message);
            message.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            message.writeTo(octets);
            return new Octets(octets.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a letter whose contents were checked can be written", e);
        }
    }

    private static void fillHeader(MimeMessage message, Letter letter) throws MessagingException {
        message.setHeader("Message-ID", letter.id().value());
        message.setHeader("Date", DATE.format(letter.date()));
        message.setHeader("From", HeaderText.field("From", List.of(letter.from())));
        Addressees recipients = letter.recipients();
        setAddresses(message, "To", recipients.to());
        setAddresses(message, "Cc", recipients.cc());
        setAddresses(message, "Bcc", recipients.bcc());
        setAddresses(message, "Reply-To", letter.content().replyTo());
        String subject = letter.content().subject().orElse("");
        if (!subject.isEmpty()) {
            message.setHeader("Subject", HeaderText.field("Subject", subject));
        }
        setReferences(message, letter);
        for (Map.Entry<String, String> header : letter.content().headers().entrySet()) {
            message.addHeader(header.getKey(), HeaderText.field(header.getKey(), header.getValue()));
        }
    }

    private static void setAddresses(MimeMessage message, String name, List<Address> addresses)
            throws MessagingException {
        if (!addresses.isEmpty()) {
            message.setHeader(name, HeaderText.field(name, addresses));
        }
    }

    private static void setReferences(MimeMessage message, Letter letter) throws MessagingException {
        List<MessageId> references = letter.references();
        if (references.isEmpty()) {
            return;
        }
        if (letter.answers()) {
            message.setHeader(
                    "In-Reply-To", references.get(references.size() - 1).value());
        }
        String ids = references.stream().map(MessageId::value).collect(Collectors.joining(" "));
        message.setHeader("References", HeaderText.folded("References", ids));
    }

    /** JavaMail gives a message it writes an id of its own. */
    private static final class OwnMessage extends MimeMessage {
        OwnMessage(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() {
            // the letter's own stands already
        }
    }
}
