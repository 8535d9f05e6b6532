package io.postroom.james.mime;

import io.postroom.core.message.AttachmentId;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Walks through the parts of a message in one pass (RFC 2046 §5.1), whose cost does not depend on how deep they are nested: every line
 * that begins with two hyphens is looked up among the boundaries of all multiparts that are open. Not thread-safe.
 *
 * <p>Bad structure is never an exception. An inner multipart that lacks its end is ended by a boundary of an outer one; what cannot be
 * taken apart, or is nested deeper than the cap, is shown as one part. {@link #isMalformed} tells.
 */
final class PartReader {
    static final int MAX_DEPTH = 100;
    static final int MAX_PARTS = 1000;
    static final int MAX_HEADER = 1 << 20;

    private static final int MAX_BOUNDARY_LINE = 1200;
    private static final Pattern TYPE = Pattern.compile("[!-.0-~]+/[!-.0-~]+"); // a token, RFC 2045 §5.1, taken loosely

    private final LineReader lines;
    private final PartHeader messageHeader;
    private final Deque<Multipart> open = new ArrayDeque<>();
    private final Map<String, Multipart> byBoundary = new HashMap<>();
    private Optional<PartHeader> unread;
    private String number = "";
    private Optional<Delimiter> delimiter = Optional.empty();
    private PartContent content;
    private int parts;
    private boolean malformed;
    private int deepest;

    /** A multipart that has begun and not ended. */
    private static final class Multipart {
        private final String boundary;
        private final String type;
        private final String prefix;
        private int children;

        Multipart(String boundary, String type, String prefix) {
            this.boundary = boundary;
            this.type = type;
            this.prefix = prefix;
        }
    }

    /** A line that separates or ends the parts of a multipart. */
    private record Delimiter(Multipart of, boolean closes) {}

    PartReader(InputStream in) {
        this.lines = new LineReader(in);
        this.messageHeader = readHeader();
        this.unread = Optional.of(messageHeader);
        this.content = new PartContent(lines, this::isDelimiter);
    }

    PartHeader messageHeader() {
        return messageHeader;
    }

    /** Whether a cap was passed or something could not be read until now. */
    boolean isMalformed() {
        return malformed;
    }

    /** Whether the message says that it has parts. */
    boolean isMultipart() {
        return messageHeader.structured("Content-Type").word().startsWith("multipart/");
    }

    /** In how many multiparts the deepest part until now lies. */
    int deepest() {
        return deepest;
    }

    /** The next part that has no parts; empty at the end of the message. */
    Optional<Part> next() {
        while (true) {
            if (unread.isPresent()) {
                PartHeader header = unread.get();
                unread = Optional.empty();
                Optional<Part> part = enter(header);
                if (part.isPresent()) {
                    return part;
                }
            } else if (!toNextHeader()) {
                return Optional.empty();
            }
        }
    }

    /** The content of the part that {@link #next} gave last, as it stands in the message; good until the next call. */
    InputStream content() {
        return content;
    }

    private Optional<Part> enter(PartHeader header) {
        FieldParameters contentType = header.structured("Content-Type");
        String type = TYPE.matcher(contentType.word()).matches() ? contentType.word() : defaultType();
        Optional<String> boundary =
                contentType.parameter("boundary").map(String::stripTrailing).filter(b -> !b.isEmpty());
        boolean isMultipart = type.startsWith("multipart/");
        content = new PartContent(lines, this::isDelimiter);
        delimiter = Optional.empty();
        if (isMultipart && boundary.isPresent() && open.size() < MAX_DEPTH) {
            Multipart multipart = new Multipart(boundary.get(), type, number.isEmpty() ? "" : number + ".");
            open.push(multipart);
            deepest = Math.max(deepest, open.size());
            byBoundary.put(multipart.boundary, multipart);
            return Optional.empty();
        }
        malformed |= isMultipart;
        String shown = isMultipart && boundary.isEmpty() ? "text/plain" : type;
        Optional<String> parentType = Optional.ofNullable(open.peek()).map(parent -> parent.type);
        String id = number.isEmpty() ? "1" : number;
        FieldParameters disposition = header.structured("Content-Disposition");
        return Optional.of(new Part(new AttachmentId(id), header, contentType, disposition, shown, parentType));
    }

    /** RFC 2046 §5.1.5: what has no type is plain text, but in a digest a message. */
    private String defaultType() {
        Multipart parent = open.peek();
        return parent != null && parent.type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
    }

    /** Skips what is left of the content, preambles and epilogues up to the next part, and reads its header; false if there is none. */
    private boolean toNextHeader() {
        while (!open.isEmpty()) {
            content.drain();
            if (delimiter.isEmpty()) {
                malformed |= open.stream().anyMatch(multipart -> multipart.children == 0);
                return false;
            }
            Delimiter found = delimiter.get();
            delimiter = Optional.empty();
            content = new PartContent(lines, this::isDelimiter);
            closeInside(found.of());
            if (found.closes()) {
                close();
            } else if (++parts > MAX_PARTS) {
                malformed = true;
                return false;
            } else {
                number = found.of().prefix + ++found.of().children;
                unread = Optional.of(readHeader());
                return true;
            }
        }
        return false;
    }

    private void closeInside(Multipart outer) {
        while (open.peek() != outer) {
            close();
        }
    }

    private void close() {
        Multipart closed = open.pop();
        malformed |= closed.children == 0;
        byBoundary.remove(closed.boundary);
        open.stream() // the nearest of those that are around it, should one have the same boundary
                .filter(outer -> outer.boundary.equals(closed.boundary))
                .findFirst()
                .ifPresent(outer -> byBoundary.put(outer.boundary, outer));
    }

    /** Whether the current line ends the current content; remembers whose delimiter it is. */
    private boolean isDelimiter() {
        if (open.isEmpty() || !lines.startsWithTwoDashes() || lines.length() > MAX_BOUNDARY_LINE) {
            return false;
        }
        String line = lines.text().substring(2).stripTrailing(); // RFC 2046 §5.1.1: white space may follow
        Multipart separated = byBoundary.get(line);
        Multipart ended = line.endsWith("--") ? byBoundary.get(line.substring(0, line.length() - 2)) : null;
        if (separated != null) {
            delimiter = Optional.of(new Delimiter(separated, false));
        } else if (ended != null) {
            delimiter = Optional.of(new Delimiter(ended, true));
        }
        return delimiter.isPresent();
    }

    /** Reads up to the empty line; a line that can be no field of a header and starts as a boundary does ends it too. */
    private PartHeader readHeader() {
        List<HeaderField> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int octets = 0;
        boolean isFirst = true;
        while (lines.next() && !lines.isBlank()) {
            boolean goesOn = !lines.isLineStart() || lines.isFolded();
            if (!goesOn) {
                addTo(fields, field);
                boolean isField = colonOf(lines.text()) > 0;
                if (!isField && (lines.startsWithTwoDashes() || (isFirst && !isEnvelopeLine()))) {
                    lines.unread(); // nothing but content
                    return new PartHeader(fields);
                }
                malformed |= !isField && !isFirst;
            }
            isFirst = false;
            octets += lines.length();
            if (octets <= MAX_HEADER) {
                field.append(lines.text());
            } else {
                octets = MAX_HEADER + 1;
                malformed = true;
            }
        }
        addTo(fields, field);
        return new PartHeader(fields);
    }

    /** The line that mailbox files put before a message, quoted or not. */
    private boolean isEnvelopeLine() {
        return lines.text().startsWith("From ") || lines.text().startsWith(">From ");
    }

    private static void addTo(List<HeaderField> fields, StringBuilder field) {
        int colon = colonOf(field);
        if (colon > 0) {
            String name = field.substring(0, colon).stripTrailing();
            fields.add(new HeaderField(name, field.substring(colon + 1)));
        }
        field.setLength(0);
    }

    /** The end of the name of a field (RFC 5322 §2.2: visible ASCII, and of old white space before the colon); 0 if it is no field. */
    private static int colonOf(CharSequence line) {
        boolean nameEnded = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                return i;
            }
            boolean space = c == ' ' || c == '\t';
            if (!space && (nameEnded || c < '!' || c > '~')) {
                return 0;
            }
            nameEnded |= space;
        }
        return 0;
    }
}
