package io.postroom.core.receive;

import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The outlines of messages. Those of the last few are remembered by the digest of their content, so that the steps an incoming message
 * goes through take it apart once.
 *
 * <p>Large messages are not remembered, so what is held is {@value #MOST_REMEMBERED} times {@value #LARGEST_REMEMBERED} octets at most.
 * Thread-safe.
 */
public final class MessageOutlines {
    private static final int MOST_REMEMBERED = 32;
    private static final int LARGEST_REMEMBERED = 256 << 10;

    private final MessageParser parser;
    private final Map<Digest, MessageOutline> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, MessageOutline> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public MessageOutlines(MessageParser parser) {
        this.parser = parser;
    }

    /**
     * The outline of {@code raw}. Throws {@link java.io.UncheckedIOException} if it cannot be read.
     *
     * @param digest see {@link ContentDigest}
     */
    public MessageOutline of(RawMessage raw, Digest digest) {
        MessageOutline known;
        synchronized (remembered) {
            known = remembered.get(digest);
        }
        return known != null ? known : parse(raw, digest).outline();
    }

    /** The whole message, whose outline is remembered. Throws {@link java.io.UncheckedIOException} if it cannot be read. */
    public ParsedMessage parse(RawMessage raw, Digest digest) {
        ParsedMessage parsed = parser.parse(raw);
        if (raw.size() <= LARGEST_REMEMBERED) {
            synchronized (remembered) {
                remembered.put(digest, parsed.outline());
            }
        }
        return parsed;
    }
}
