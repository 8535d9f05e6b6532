package io.postroom.core.receive;

import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What messages say, taken apart. The last few are remembered by the digest of their content, so that the steps an incoming message
 * goes through, and the search index after them, take it apart once.
 *
 * <p>What is remembered comes from {@value #MOST_REMEMBERED} messages and {@value #MOST_OCTETS} octets at most. Thread-safe.
 */
public final class MessageOutlines {
    private static final int MOST_REMEMBERED = 256;
    private static final int LARGEST_REMEMBERED = 256 << 10;
    private static final int MOST_OCTETS = 8 << 20;

    /** @param octets the size of the message it was */
    private record Remembered(ParsedMessage parsed, long octets) {}

    private final MessageParser parser;
    private final Map<Digest, Remembered> remembered = new LinkedHashMap<>(); // the oldest first
    private long octets;

    public MessageOutlines(MessageParser parser) {
        this.parser = parser;
    }

    /**
     * The outline of {@code raw}. Throws {@link java.io.UncheckedIOException} if it cannot be read.
     *
     * @param digest see {@link ContentDigest}
     */
    public MessageOutline of(RawMessage raw, Digest digest) {
        return recent(digest).orElseGet(() -> parse(raw, digest)).outline();
    }

    /** A message of this content that was taken apart a moment ago; empty if it is not remembered. */
    public synchronized Optional<ParsedMessage> recent(Digest digest) {
        return Optional.ofNullable(remembered.get(digest)).map(Remembered::parsed);
    }

    /** The whole message, which is remembered. Throws {@link java.io.UncheckedIOException} if it cannot be read. */
    public ParsedMessage parse(RawMessage raw, Digest digest) {
        ParsedMessage parsed = parser.parse(raw);
        if (raw.size() <= LARGEST_REMEMBERED) {
            remember(digest, new Remembered(parsed, raw.size()));
        }
        return parsed;
    }

    private synchronized void remember(Digest digest, Remembered message) {
        if (remembered.putIfAbsent(digest, message) == null) {
            octets += message.octets();
        }
        Iterator<Remembered> oldest = remembered.values().iterator();
        while (octets > MOST_OCTETS || remembered.size() > MOST_REMEMBERED) {
            octets -= oldest.next().octets();
            oldest.remove();
        }
    }
}
