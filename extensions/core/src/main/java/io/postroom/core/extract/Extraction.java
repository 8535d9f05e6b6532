package io.postroom.core.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was read out of the texts of a message.
 *
 * @param text what is new in the plain text, or in how the HTML reads if there is no plain text; empty if there is neither, or it is too large
 * @param html what is new in the HTML; empty if there is none, or it is too large
 * @param codes the one-time codes in what is new, and in the subject; each once
 * @param links the links in what is new by which somebody confirms or signs in; each once
 */
public record Extraction(Optional<String> text, Optional<String> html, List<Code> codes, List<Link> links) {
    /** Longer texts are left alone, in characters. */
    public static final int MAX_TEXT = 1 << 20;

    /** Nothing found. */
    public static final Extraction NONE = new Extraction(Optional.empty(), Optional.empty(), List.of(), List.of());

    public Extraction {
        codes = List.copyOf(codes);
        links = List.copyOf(links);
    }

    /**
     * Reads the texts of a message.
     *
     * @param whole whether everything in it is new, as in a bounce
     * @param html empty if it has none, or none that can be taken apart
     */
    public static Extraction of(
            Optional<String> subject, Optional<String> text, Optional<HtmlText> html, boolean whole) {
        boolean all = whole || subject.filter(Marks::isForwardSubject).isPresent();
        Optional<Part> plain =
                text.filter(value -> value.length() <= MAX_TEXT).map(Lines::of).map(lines -> Part.of(lines, all));
        Optional<Page> page = html.map(read -> new Page(read, Part.of(read.lines(), all)));
        Optional<String> shown = text.isPresent()
                ? plain.map(Part::text)
                : page.map(found -> found.part().text());
        Finding finding = new Finding(subject.orElse(""), plain, page);
        return new Extraction(
                shown, page.map(found -> found.html().only(found.part().span())), finding.codes(), finding.links());
    }

    /** The new part of a text. */
    private record Part(Lines lines, Span span) {
        static Part of(Lines lines, boolean all) {
            return new Part(lines, all ? NewPart.whole(lines) : NewPart.of(lines));
        }

        String text() {
            return lines.text().substring(span.start(), span.end());
        }
    }

    private record Page(HtmlText html, Part part) {}

    /** Looks for codes and links in what is new. */
    private record Finding(String subject, Optional<Part> plain, Optional<Page> page) {
        private String words() {
            return plain.map(Part::text).orElse("") + "\n"
                    + page.map(found -> found.part().text()).orElse("");
        }

        List<Code> codes() {
            List<Code> codes = new ArrayList<>();
            CodeFinder.Context context = CodeFinder.Context.of(subject, words());
            plain.ifPresent(part -> new CodeFinder(part.lines(), part.span(), context)
                    .find()
                    .forEach(span -> add(codes, part.lines(), span, new Place(Place.Field.TEXT, span))));
            page.ifPresent(found -> new CodeFinder(
                            found.part().lines(), found.part().span(), context)
                    .find()
                    .forEach(span -> add(
                            codes,
                            found.part().lines(),
                            span,
                            new Place(Place.Field.HTML, found.html().source(span)))));
            Part line = Part.of(Lines.of(subject.replace('\n', ' ')), true);
            new CodeFinder(line.lines(), line.span(), context)
                    .find()
                    .forEach(span -> add(codes, line.lines(), span, new Place(Place.Field.SUBJECT, span)));
            return codes;
        }

        private static void add(List<Code> codes, Lines lines, Span span, Place place) {
            String code = lines.text().substring(span.start(), span.end());
            if (codes.stream().noneMatch(known -> known.code().equals(code))) {
                codes.add(new Code(code, place));
            }
        }

        List<Link> links() {
            LinkFinder finder = new LinkFinder(subject + "\n" + words());
            plain.ifPresent(part -> finder.lookThrough(part.lines(), part.span()));
            page.ifPresent(
                    found -> finder.lookThrough(found.html(), found.part().span()));
            return finder.found();
        }
    }
}
