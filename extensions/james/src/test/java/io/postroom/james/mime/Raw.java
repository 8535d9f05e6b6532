package io.postroom.james.mime;

import io.postroom.core.message.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A message in memory. */
record Raw(byte[] octets) implements RawMessage {
    /** Lines end with CRLF on the wire; here they may be written with LF. */
    static Raw of(String text) {
        return new Raw(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static Raw latin1(String text) {
        return new Raw(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(octets);
    }

    @Override
    public long size() {
        return octets.length;
    }
}
