package io.postroom.james.mailbox;

import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mailbox.model.Content;

/** A message of ours, for James to store. */
record RawContent(RawMessage raw) implements Content {
    @Override
    public InputStream getInputStream() throws IOException {
        return raw.open();
    }

    @Override
    public long size() {
        return raw.size();
    }
}
