package io.postroom.james.mime;

import io.postroom.core.extract.HtmlText;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.RawMessage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.Base64InputStream;

/**
 * Takes messages apart in one pass. Thread-safe: keeps nothing between calls.
 *
 * <p>mime4j and javax.mail read the grammar of fields and base64. The structure is read by {@link PartReader}, at the same cost for every
 * depth: mime4j's readers nest a stream per level, so that 100 levels around 25 MiB cost 3 s, and 1,000 levels overflow the stack.
 */
public final class MimeMessageParser implements MessageParser {
    @Override
    public ParsedMessage parse(RawMessage raw) {
        try (InputStream in = raw.open()) {
            PartReader reader = new PartReader(in);
            PartRoles roles = new PartRoles();
            MessageCollector collector = new MessageCollector(reader.messageHeader());
            for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
                collector.add(part.get(), roles.roleOf(part.get()), decoded(part.get(), reader.content()));
            }
            return collector.finish(reader.isMalformed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(RawMessage raw, AttachmentId attachment) {
        InputStream in = open(raw);
        Optional<InputStream> found = Optional.empty();
        try {
            found = find(in, attachment);
        } finally {
            if (found.isEmpty()) {
                close(in);
            }
        }
        return found;
    }

    @Override
    public Optional<HtmlText> readHtml(String html) {
        return HtmlSize.isReadable(html) ? Optional.of(HtmlReader.read(html)) : Optional.empty();
    }

    private static Optional<InputStream> find(InputStream in, AttachmentId attachment) {
        PartReader reader = new PartReader(in);
        PartRoles roles = new PartRoles();
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            boolean isAttachment = roles.roleOf(part.get()) == PartRoles.Role.ATTACHMENT;
            if (isAttachment && part.get().id().equals(attachment)) {
                return Optional.of(closingWith(in, decoded(part.get(), reader.content())));
            }
        }
        return Optional.empty();
    }

    /** RFC 2045 §6; what has an unknown encoding is taken as it is. */
    static InputStream decoded(Part part, InputStream content) {
        String encoding = part.header()
                .first("Content-Transfer-Encoding")
                .map(field -> field.value().toLowerCase(Locale.ROOT))
                .orElse("");
        if (encoding.startsWith("base64")) {
            return new Base64InputStream(content);
        }
        return encoding.startsWith("quoted-printable") ? new QuotedPrintable(content) : content;
    }

    private static InputStream closingWith(InputStream whole, InputStream part) {
        return new FilterInputStream(part) {
            @Override
            public void close() throws IOException {
                whole.close();
            }
        };
    }

    private static InputStream open(RawMessage raw) {
        try {
            return raw.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
