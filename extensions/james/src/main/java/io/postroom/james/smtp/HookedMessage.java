package io.postroom.james.smtp;

import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.SpooledOctets;
import java.io.IOException;
import java.io.InputStream;
import javax.mail.internet.MimeMessage;

/** A message at the end of {@code DATA} as it came, whose octets James has in its temporary file. */
record HookedMessage(SpooledOctets<MimeMessage> octets, MimeMessage message, long size) implements RawMessage {
    @Override
    public InputStream open() throws IOException {
        return octets.original(message);
    }
}
