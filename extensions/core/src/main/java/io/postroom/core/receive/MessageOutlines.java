package io.postroom.core.receive;

import io.postroom.core.cache.Recents;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.util.Optional;

/**
 * What messages say, taken apart. The last few are remembered by the digest of their content, so that the steps an incoming message
 * goes through, and the search index after them, take it apart once.
 *
 * <p>What is remembered comes from {@value #MOST_REMEMBERED} messages and {@value #MOST_OCTETS} octets at most, for a minute. Thread-safe.
 */
public final class MessageOutlines {
    private static final int MOST_REMEMBERED = 256;
    private static final int MOST_OCTETS = 8 << 20;

    private final MessageParser parser;
    private final Recents<Digest, ParsedMessage> remembered =
            new Recents<>(new Recents.Bounds(MOST_REMEMBERED, MOST_OCTETS, Duration.ofMinutes(1)));

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
    public Optional<ParsedMessage> recent(Digest digest) {
        return remembered.find(digest);
    }

    /** The whole message, which is remembered. Throws {@link java.io.UncheckedIOException} if it cannot be read. */
    public ParsedMessage parse(RawMessage raw, Digest digest) {
        ParsedMessage parsed = parser.parse(raw);
        remembered.put(digest, parsed, raw.size());
        return parsed;
    }
}
