package io.postroom.core.message;

import java.io.IOException;
import java.io.InputStream;

/** A message whose octets are gone. */
public record UnreadableMessage() implements RawMessage {
    @Override
    public InputStream open() throws IOException {
        throw new IOException("gone");
    }

    @Override
    public long size() {
        return 0;
    }
}
