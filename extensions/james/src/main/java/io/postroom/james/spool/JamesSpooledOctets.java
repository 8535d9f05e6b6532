package io.postroom.james.spool;

import io.postroom.core.account.MailDomain;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trace.VerdictFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageWrapper;

/**
 * Reads what James has in its spool.
 *
 * <p>{@link MimeMessage#writeTo} would write a header anew, in US-ASCII, with a question mark for every octet above 127; James' wrapper
 * gives the stream it was made from, as long as no mailet has changed the message. Large messages stay in James' temporary file.
 */
public final class JamesSpooledOctets implements SpooledOctets<MimeMessage> {
    private final MailDomain name;

    /** @param name by which we are known in {@code Authentication-Results}, RFC 8601 §2.5 */
    public JamesSpooledOctets(MailDomain name) {
        this.name = name;
    }

    @Override
    public InputStream open(MimeMessage message) throws IOException {
        return new VerdictFilter(original(message), name);
    }

    @Override
    public InputStream original(MimeMessage message) throws IOException {
        try {
            return message instanceof MimeMessageWrapper wrapper ? wrapper.getMessageInputStream() : written(message);
        } catch (MessagingException e) {
            throw new IOException("the spool has no octets of this message", e);
        }
    }

    private static InputStream written(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return new ByteArrayInputStream(octets.toByteArray());
    }
}
