package io.postroom.mailets;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.DeliveryTrace;
import io.postroom.core.receive.SpooledOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;

/**
 * The octets of a mail in the spool: each as it came, well-formed or not, and where it is delivered the {@link DeliveryTrace} on top.
 * Holds nothing in memory but those lines; good as long as the mail is in the hands of its mailet.
 */
final class SpooledMessage implements RawMessage {
    private final SpooledOctets<MimeMessage> octets;
    private final MimeMessage message;
    private final byte[] trace;
    private final long size;

    private SpooledMessage(SpooledOctets<MimeMessage> octets, MimeMessage message, byte[] trace) throws IOException {
        this.octets = octets;
        this.message = message;
        this.trace = trace;
        try (InputStream in = octets.open(message)) {
            this.size = trace.length + in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The mail as it came. Throws {@link UncheckedIOException} if the spool cannot be read. */
    static SpooledMessage asItCame(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        return read(mail, octets, new byte[0]);
    }

    /** The mail as it goes into a mailbox at {@code at}. Throws {@link UncheckedIOException} if the spool cannot be read. */
    static SpooledMessage asDelivered(Mail mail, SpooledOctets<MimeMessage> octets, Instant at)
            throws MessagingException {
        String origin = new MailState(mail).origin();
        return read(mail, octets, DeliveryTrace.lines(mail.getMaybeSender().asString(""), origin, at));
    }

    private static SpooledMessage read(Mail mail, SpooledOctets<MimeMessage> octets, byte[] trace)
            throws MessagingException {
        try {
            return new SpooledMessage(octets, mail.getMessage(), trace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(trace), octets.open(message));
    }

    @Override
    public long size() {
        return size;
    }
}
