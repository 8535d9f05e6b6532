package io.postroom.james.smtp;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.SpooledOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.mail.internet.MimeMessage;

/** A message at the end of {@code DATA} as it came, whose octets James has in its temporary file. */
record HookedMessage(SpooledOctets<MimeMessage> octets, MimeMessage message, long size) implements RawMessage {
    private static final int LONGEST_HEADER = 1 << 20;

    @Override
    public InputStream open() throws IOException {
        return octets.original(message);
    }

    /** Its header alone, for what takes a message apart but needs no texts. Throws {@link UncheckedIOException} if it cannot be read. */
    RawMessage header() {
        try (InputStream in = octets.open(message)) {
            byte[] beginning = in.readNBytes(LONGEST_HEADER);
            int end = new String(beginning, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            return new Beginning(beginning, end < 0 ? beginning.length : end + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many octets of a message. */
    private record Beginning(byte[] octets, int length) implements RawMessage {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets, 0, length);
        }

        @Override
        public long size() {
            return length;
        }
    }
}
