package io.postroom.mailets;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.SpooledOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;

/**
 * The octets of a mail in the spool: each as it came, well-formed or not, less what pretends to be a verdict of ours, and where it is delivered
 * the {@link io.postroom.core.trace.DeliveryTrace} on top. Holds nothing in memory but those lines; good as long as the mail is in the hands of
 * its mailet.
 */
final class SpooledMessage implements RawMessage {
    private final Octets octets;
    private final byte[] trace;
    private final long sizeBelow;

    /** Opens a stream, at each call a new one. */
    private interface Octets {
        InputStream open() throws IOException;
    }

    private SpooledMessage(Octets octets, byte[] trace, long sizeBelow) {
        this.octets = octets;
        this.trace = trace;
        this.sizeBelow = sizeBelow;
    }

    /** The mail as it came, for those who read it. Throws {@link UncheckedIOException} if the spool cannot be read. */
    static SpooledMessage asItCame(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        MimeMessage message = mail.getMessage();
        return measured(() -> octets.open(message));
    }

    /** The mail with nothing left out, for those who check signatures. Throws {@link UncheckedIOException} if the spool cannot be read. */
    static SpooledMessage original(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        MimeMessage message = mail.getMessage();
        return measured(() -> octets.original(message));
    }

    private static SpooledMessage measured(Octets octets) {
        try (InputStream in = octets.open()) {
            return new SpooledMessage(octets, new byte[0], in.transferTo(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with these lines on top. */
    SpooledMessage under(byte[] lines) {
        return new SpooledMessage(octets, lines, sizeBelow);
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(trace), octets.open());
    }

    @Override
    public long size() {
        return trace.length + sizeBelow;
    }
}
