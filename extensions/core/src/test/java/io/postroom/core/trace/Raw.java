package io.postroom.core.trace;

import io.postroom.core.message.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Octets of a test. */
record Raw(byte[] octets) implements RawMessage {
    Raw(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
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
