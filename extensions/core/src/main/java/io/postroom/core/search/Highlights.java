package io.postroom.core.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a message matched, for people to see: pieces of it in which what matched stands between two pairs of asterisks, {@code **so**}.
 * Nothing else of the text is changed. A list is empty where nothing matched.
 */
public record Highlights(List<String> from, List<String> recipients, List<String> subject, List<String> text) {
    private static final int MAX_PIECES = 3;
    private static final int BEFORE = 60;
    private static final int PIECE = 200;
    private static final String MARK = "**";

    public Highlights {
        from = List.copyOf(from);
        recipients = List.copyOf(recipients);
        subject = List.copyOf(subject);
        text = List.copyOf(text);
    }

    /** @param pieces of the text, as {@link #ofText} finds them */
    public static Highlights of(SearchQuery query, IndexedFields fields, List<String> pieces) {
        return new Highlights(
                marked(query, fields.senders()),
                marked(query, fields.everybody()),
                marked(query, fields.subject().stream().toList()),
                pieces);
    }

    private static List<String> marked(SearchQuery query, List<String> values) {
        List<String> marked = new ArrayList<>();
        for (String value : values) {
            List<TermMatch.Span> spans = new ArrayList<>();
            query.terms().forEach(term -> spans.addAll(TermMatch.characters(term, value)));
            if (!spans.isEmpty() && marked.size() < MAX_PIECES) {
                marked.add(pieces(value, spans).get(0));
            }
        }
        return marked;
    }

    /** At most {@value #MAX_PIECES} pieces of a message's text, in their order there. */
    public static List<String> ofText(SearchQuery query, String text) {
        TermMatch.Text words = new TermMatch.Text(text);
        List<TermMatch.Span> spans = new ArrayList<>();
        query.terms().forEach(term -> spans.addAll(words.find(term)));
        return pieces(text, spans);
    }

    private static List<String> pieces(String text, List<TermMatch.Span> found) {
        List<TermMatch.Span> spans = disjoint(found);
        List<String> pieces = new ArrayList<>();
        int next = 0;
        while (next < spans.size() && pieces.size() < MAX_PIECES) {
            int begin = wordStart(text, Math.max(0, spans.get(next).start() - BEFORE));
            int end = wordEnd(text, Math.min(text.length(), begin + PIECE), spans.get(next));
            StringBuilder piece = new StringBuilder();
            int at = begin;
            while (next < spans.size() && spans.get(next).end() <= end) {
                TermMatch.Span span = spans.get(next++);
                piece.append(text, at, span.start()).append(MARK);
                piece.append(text, span.start(), span.end()).append(MARK);
                at = span.end();
            }
            piece.append(text, at, end);
            pieces.add(piece.toString().replaceAll("\\s+", " ").strip());
        }
        return pieces;
    }

    /** In order, without overlaps. */
    private static List<TermMatch.Span> disjoint(List<TermMatch.Span> found) {
        List<TermMatch.Span> sorted = found.stream()
                .sorted(Comparator.comparingInt(TermMatch.Span::start))
                .toList();
        List<TermMatch.Span> disjoint = new ArrayList<>();
        for (TermMatch.Span span : sorted) {
            TermMatch.Span last = disjoint.isEmpty() ? new TermMatch.Span(-1, -1) : disjoint.get(disjoint.size() - 1);
            if (span.start() > last.end()) { // those that touch become one
                disjoint.add(span);
            } else if (span.end() > last.end()) {
                disjoint.set(disjoint.size() - 1, new TermMatch.Span(last.start(), span.end()));
            }
        }
        return disjoint;
    }

    /** The place behind the first white space from {@code at} on, if there is one within {@value #BEFORE} characters. */
    private static int wordStart(String text, int at) {
        for (int i = at; at > 0 && i < Math.min(text.length(), at + BEFORE); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return whole(text, at);
    }

    /** The last white space before {@code at}, but not before the end of {@code span}. */
    private static int wordEnd(String text, int at, TermMatch.Span span) {
        for (int i = at; i < text.length() && i > span.end(); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Math.max(span.end(), whole(text, at));
    }

    /** Never between the halves of one character. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** By the names of the API; what is empty has no key. */
    public Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        putUnlessEmpty(fields, "from", from);
        putUnlessEmpty(fields, "recipients", recipients);
        putUnlessEmpty(fields, "subject", subject);
        putUnlessEmpty(fields, "text", text);
        return fields;
    }

    private static void putUnlessEmpty(Map<String, List<String>> fields, String name, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }
}
