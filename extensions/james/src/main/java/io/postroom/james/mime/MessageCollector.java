package io.postroom.james.mime;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.ParsedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the parts of one message give. Not thread-safe. */
final class MessageCollector {
    private final PartHeader header;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Attachment> attachments = new ArrayList<>();
    private boolean damaged;

    MessageCollector(PartHeader header) {
        this.header = header;
    }

    void add(Part part, PartRoles.Role role, InputStream decoded) {
        switch (role) {
            case PLAIN_TEXT -> append(text, part, decoded);
            case HTML_TEXT -> append(html, part, decoded);
            case ATTACHMENT -> attachments.add(attachment(part, copy(decoded, OutputStream.nullOutputStream())));
        }
    }

    ParsedMessage finish(boolean malformed) {
        return new ParsedMessage(
                Envelopes.of(header),
                Envelopes.headers(header),
                present(text),
                present(html),
                Preview.of(text.toString()),
                attachments,
                malformed || damaged);
    }

    private void append(StringBuilder all, Part part, InputStream decoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        copy(decoded, octets);
        String more = Charsets.decode(octets.toByteArray(), part.contentType().parameter("charset"));
        if (!all.isEmpty() && !more.isEmpty() && all.charAt(all.length() - 1) != '\n') {
            all.append('\n');
        }
        all.append(more.replace("\r\n", "\n"));
    }

    /** Copies what can be decoded and says how many octets that is. */
    private long copy(InputStream decoded, OutputStream to) {
        byte[] buffer = new byte[LineReader.MAX_PIECE];
        long size = 0;
        try {
            for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
                to.write(buffer, 0, n);
                size += n;
            }
        } catch (IOException badEncoding) { // the source itself fails with an UncheckedIOException
            damaged = true;
        }
        return size;
    }

    private static Attachment attachment(Part part, long size) {
        String disposition = part.disposition().word();
        boolean isRelated =
                part.parentType().filter("multipart/related"::equals).isPresent();
        boolean inline = disposition.equals("inline")
                || (disposition.isEmpty() && isRelated && part.contentId().isPresent());
        return new Attachment(part.id(), part.filename(), size, part.declaredType(), inline, part.contentId());
    }

    private static Optional<String> present(StringBuilder text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
}
