package io.postroom.mailets;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.SpooledOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;

/**
 * A mail as it goes into a mailbox: a {@code Return-Path} on top (RFC 5321 §4.4) and beneath it every octet as it came, well-formed or
 * not. Holds nothing in memory but that line; good as long as the mail is in the hands of its mailet.
 */
final class DeliveredMessage implements RawMessage {
    private final SpooledOctets<MimeMessage> octets;
    private final MimeMessage message;
    private final byte[] returnPath;
    private final long size;

    private DeliveredMessage(SpooledOctets<MimeMessage> octets, MimeMessage message, byte[] returnPath)
            throws IOException {
        this.octets = octets;
        this.message = message;
        this.returnPath = returnPath;
        try (InputStream in = octets.open(message)) {
            this.size = returnPath.length + in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Throws {@link UncheckedIOException} if the spool cannot be read. */
    static DeliveredMessage of(Mail mail, SpooledOctets<MimeMessage> octets) throws MessagingException {
        String line = "Return-Path: <" + mail.getMaybeSender().asString("") + ">\r\n";
        try {
            return new DeliveredMessage(octets, mail.getMessage(), line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(returnPath), octets.open(message));
    }

    @Override
    public long size() {
        return size;
    }
}
