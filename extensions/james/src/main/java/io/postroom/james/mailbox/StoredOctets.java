package io.postroom.james.mailbox;

import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.james.mailbox.model.Content;

/** A message of James', loaded when it is first read and not a second time. Thread-safe. */
final class StoredOctets implements RawMessage {
    private final StorageCalls.Call<Content> load;
    private final long size;
    private Optional<Content> loaded = Optional.empty();

    StoredOctets(StorageCalls.Call<Content> load, long size) {
        this.load = load;
        this.size = size;
    }

    @Override
    public InputStream open() throws IOException {
        return content().getInputStream();
    }

    private synchronized Content content() {
        Content content = loaded.orElseGet(() -> StorageCalls.run(load));
        loaded = Optional.of(content);
        return content;
    }

    @Override
    public long size() {
        return size;
    }
}
