package io.postroom.mailets;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.SpooledOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
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

    /** The octets of the spool; to count them is to read them, which is done once, for the first who asks. For one thread. */
    private static final class Octets {
        private final Source source;
        private OptionalLong size = OptionalLong.empty();

        Octets(Source source) {
            this.source = source;
        }

        InputStream open() throws IOException {
            return source.open();
        }

        long size() {
            if (size.isEmpty()) {
                try (InputStream in = open()) {
                    size = OptionalLong.of(in.transferTo(OutputStream.nullOutputStream()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return size.getAsLong();
        }
    }

    /** Opens a stream, at each call a new one. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private SpooledMessage(Octets octets, byte[] trace) {
        this.octets = octets;
        this.trace = trace;
    }

    /** The mail as it came, for those who read it. */
    static SpooledMessage asItCame(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        MimeMessage message = mail.getMessage();
        return new SpooledMessage(new Octets(() -> octets.open(message)), new byte[0]);
    }

    /** The mail with nothing left out, for those who check signatures. */
    static SpooledMessage original(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        MimeMessage message = mail.getMessage();
        return new SpooledMessage(new Octets(() -> octets.original(message)), new byte[0]);
    }

    /** The same with these lines on top. */
    SpooledMessage under(byte[] lines) {
        return new SpooledMessage(octets, lines);
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(trace), octets.open());
    }

    /** Throws {@link UncheckedIOException} if the spool cannot be read. */
    @Override
    public long size() {
        return trace.length + octets.size();
    }
}
