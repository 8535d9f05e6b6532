package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells repeated mail by the idempotency key its sender put on it.
 *
 * <p>Content is what a reader sees: people, subject, texts and attachments. A sender that tries again makes a new Message-ID, Date and
 * multipart boundary, so those do not count. Thread-safe; calls block.
 */
public final class SenderKeys {
    private static final Duration KEEP = Duration.ofDays(7);

    /** What the key says of a message. */
    public enum Verdict {
        /** The key is new here, or stands for this very arrival. */
        FIRST,
        /** The same content came with this key before. */
        REPEATED,
        /** Other content came with this key before. */
        REUSED
    }

    private final IdempotencyStore keys;
    private final MessageParser parser;

    public SenderKeys(IdempotencyStore keys, MessageParser parser) {
        this.keys = keys;
        this.parser = parser;
    }

    /**
     * Judges an arrival and remembers its key for 7 days.
     *
     * @param sender the authenticated user, or else the envelope sender with the address it came from: a stranger who writes somebody
     *     else's name into the envelope is another sender
     * @param origin see {@link Arrival#origin()}
     */
    public Verdict judge(InboxId inbox, String sender, String key, String origin, RawMessage raw) {
        KeyUse use = new KeyUse(origin, contentOf(raw));
        KeyUse first = keys.recordIfAbsent(inbox, sender, Digest.sha256(key).hex(), use, KEEP);
        if (first.origin().equals(origin)) {
            return Verdict.FIRST;
        }
        return first.content().equals(use.content()) ? Verdict.REPEATED : Verdict.REUSED;
    }

    private Digest contentOf(RawMessage raw) {
        ParsedMessage parsed = parser.parse(raw);
        List<String> parts = new ArrayList<>();
        parts.add(parsed.envelope().from());
        parts.add(String.join("\n", parsed.envelope().to()));
        parts.add(String.join("\n", parsed.envelope().cc()));
        parts.add(parsed.envelope().subject().orElse(""));
        parts.add(parsed.text().orElse(""));
        parts.add(parsed.html().orElse(""));
        for (Attachment attachment : parsed.attachments()) {
            parts.add(attachment.filename().orElse(""));
            parts.add(
                    parser.open(raw, attachment.id()).map(SenderKeys::digestOf).orElse(""));
        }
        return Digest.sha256(parts.toArray(String[]::new));
    }

    private static String digestOf(InputStream content) {
        MessageDigest sha = Digest.algorithm();
        byte[] buffer = new byte[8192];
        try (content) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(sha).hex();
    }
}
