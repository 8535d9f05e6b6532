package io.postroom.server.hardening;

import java.util.Locale;
import java.util.Set;
import org.apache.james.util.html.HtmlTextExtractor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * The text of an HTML body, for previews and for JMAP clients that ask for text; time and memory grow no faster than the input.
 *
 * <p>James 3.8.1 indents list items by their depth without end, so a small message becomes gigabytes at its delivery (CVE-2024-45626).
 * Thread-safe.
 */
final class BoundedHtmlText implements HtmlTextExtractor {
    /** What follows in a larger body is not read: a tree needs some fifty times the room of its text. */
    static final int MAX_CHARACTERS = 512 << 10;

    private static final int DEEPEST_INDENT = 8;
    private static final Set<String> LISTS = Set.of("ul", "ol");
    private static final Set<String> BLOCKS =
            Set.of("p", "div", "ul", "ol", "table", "tr", "blockquote", "h1", "h2", "h3");

    @Override
    public String toPlainText(String html) {
        String read = html.length() <= MAX_CHARACTERS ? html : html.substring(0, MAX_CHARACTERS);
        Writer writer = new Writer();
        NodeTraversor.traverse(writer, Jsoup.parse(read).body());
        return writer.text.toString();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int listDepth;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element element) {
                begin(element, element.tagName().toLowerCase(Locale.ROOT));
            }
        }

        private void begin(Element element, String tag) {
            if (tag.equals("br")) {
                text.append('\n');
            } else if (tag.equals("li")) {
                text.append('\n')
                        .append(" ".repeat(Math.min(listDepth, DEEPEST_INDENT)))
                        .append("- ");
            } else if (tag.equals("img") && !element.attr("alt").isBlank()) {
                text.append('[').append(element.attr("alt").strip()).append(']');
            } else if (LISTS.contains(tag)) {
                listDepth++;
            } else if (BLOCKS.contains(tag) && !text.isEmpty()) {
                text.append('\n');
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                String tag = element.tagName().toLowerCase(Locale.ROOT);
                listDepth -= LISTS.contains(tag) ? 1 : 0;
                if (BLOCKS.contains(tag)) {
                    text.append('\n');
                }
            }
        }
    }
}
