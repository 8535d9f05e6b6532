package io.postroom.james.mime;

import io.postroom.core.extract.Hidden;
import io.postroom.core.extract.HtmlText.Anchor;
import io.postroom.core.extract.Lines.Role;
import io.postroom.core.extract.Span;
import io.postroom.core.extract.Way;
import io.postroom.james.style.Appearance;
import io.postroom.james.style.Looks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Reads an HTML page from beginning to end, once, and notes what a reader sees of it. Not thread-safe. */
final class HtmlReader implements NodeFilter {
    private static final int SHORTEST_URL = 8;

    /** A node that shows something, and where that stands in the rendering. */
    record Leaf(Node node, int start, int end) {}

    private record Open(Element element, Role role) {}

    private final Looks looks;
    private final HiddenParts hidden = new HiddenParts();
    private final HtmlRendering rendering = new HtmlRendering();
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<Anchor> anchors = new ArrayList<>();
    private final Deque<Open> roles = new ArrayDeque<>();
    private boolean historyBegins;
    private int preformatted;
    private int anchorStart;

    private HtmlReader(Document page) {
        this.looks = new Looks(page);
        roles.push(new Open(new Element("html"), Role.TEXT));
    }

    static HtmlPage read(String html) {
        Document page = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        page.outputSettings().prettyPrint(false);
        HtmlReader reader = new HtmlReader(page);
        NodeTraversor.filter(reader, page);
        Hidden hidden = reader.hidden.finish(reader.looks.areComplete());
        return new HtmlPage(html, page, reader.rendering.finish(), reader.leaves, reader.anchors, hidden);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            text(text);
        } else if (node instanceof Comment comment) {
            hidden.comment(comment.getData());
        } else if (node instanceof Element element) {
            if (HtmlMarkup.isUnseen(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            looks.enter(element);
            if (looks.now().isGone()) {
                hidden.separate(element);
            } else {
                open(element);
            }
        }
        return FilterResult.CONTINUE;
    }

    private void text(TextNode node) {
        String text = hidden.withoutInvisibles(node.getWholeText());
        Appearance appearance = looks.now();
        if (appearance.hides().isPresent()) {
            hidden.text(text, appearance.hides().get());
            return;
        }
        if (appearance.aria()) {
            hidden.count(text, Way.ARIA_HIDDEN);
        }
        boolean empty = !rendering.isInLine();
        int start = rendering.length();
        rendering.text(text, role(), preformatted > 0);
        if (rendering.length() > start) {
            historyBegins = false;
            leaves.add(new Leaf(node, empty ? start : Math.min(start, rendering.length()), rendering.length()));
        }
    }

    private Role role() {
        return historyBegins ? Role.HISTORY : roles.element().role();
    }

    private void open(Element element) {
        Role role = HtmlMarkup.roleOf(element);
        historyBegins |= role == Role.HISTORY;
        if (role == Role.QUOTE || role == Role.SIGNATURE) {
            rendering.block();
            roles.push(new Open(element, roles.element().role() == Role.QUOTE ? Role.QUOTE : role));
        }
        switch (element.normalName()) {
            case "br" -> rendering.lineBreak();
            case "hr" -> rendering.rule(role());
            case "img" -> leaves.add(new Leaf(element, rendering.length(), rendering.length()));
            case "a" -> anchorStart = rendering.length();
            case "pre" -> preformatted++;
            default -> {}
        }
        separate(element);
    }

    private void separate(Element element) {
        if (HtmlMarkup.isParagraph(element)) {
            rendering.paragraph();
        } else if (HtmlMarkup.isBlock(element)) {
            rendering.block();
        } else if (HtmlMarkup.isCell(element)) {
            rendering.space();
        }
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (!looks.now().isGone()) {
                close(element);
            }
            looks.leave();
        }
        return FilterResult.CONTINUE;
    }

    private void close(Element element) {
        if (element.normalName().equals("a")) {
            anchor(element);
        }
        preformatted -= element.normalName().equals("pre") ? 1 : 0;
        separate(element);
        if (roles.element().element() == element) {
            rendering.block();
            roles.pop();
        }
    }

    private void anchor(Element element) {
        String url = element.attr("href").strip();
        if (url.length() >= SHORTEST_URL && element.sourceRange().isTracked()) {
            Span words = new Span(Math.min(anchorStart, rendering.length()), rendering.length());
            anchors.add(new Anchor(url, words, HtmlPage.rangeOf(element)));
        }
    }
}
