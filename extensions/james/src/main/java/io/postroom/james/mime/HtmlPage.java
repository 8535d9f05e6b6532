package io.postroom.james.mime;

import io.postroom.core.extract.Hidden;
import io.postroom.core.extract.HtmlText;
import io.postroom.core.extract.Lines;
import io.postroom.core.extract.Span;
import io.postroom.james.mime.HtmlReader.Leaf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** An HTML text that jsoup took apart. Not thread-safe, and read once: {@link #only} takes away from the tree. */
final class HtmlPage implements HtmlText {
    private final String html;
    private final Document tree;
    private final Lines lines;
    private final List<Leaf> leaves;
    private final List<Anchor> anchors;
    private final Hidden hidden;

    HtmlPage(String html, Document tree, Lines lines, List<Leaf> leaves, List<Anchor> anchors, Hidden hidden) {
        this.html = html;
        this.tree = tree;
        this.lines = lines;
        this.leaves = List.copyOf(leaves);
        this.anchors = List.copyOf(anchors);
        this.hidden = hidden;
    }

    @Override
    public Lines lines() {
        return lines;
    }

    @Override
    public Hidden hidden() {
        return hidden;
    }

    @Override
    public List<Anchor> anchors() {
        return anchors;
    }

    @Override
    public String only(Span stretch) {
        int first = firstOf(stretch);
        int last = lastOf(stretch);
        boolean partial = last >= 0 && breaksWithin(leaves.get(last), stretch.end());
        if (first > last || (first == 0 && last == leaves.size() - 1 && !partial)) {
            return html;
        }
        if (partial) {
            shorten(leaves.get(last), stretch.end());
        }
        removeBehind(leaves.get(last).node());
        if (first > 0) {
            removeBefore(leaves.get(first).node());
        }
        return written();
    }

    private int firstOf(Span stretch) {
        int first = 0;
        for (int i = 0; i < leaves.size() && leaves.get(i).start() < stretch.start(); i++) {
            first = isText(i) ? i + 1 : first;
        }
        return first;
    }

    /** Pictures right behind the last words belong to them. */
    private int lastOf(Span stretch) {
        int last = leaves.size() - 1;
        while (last >= 0 && !(isText(last) && leaves.get(last).start() < stretch.end())) {
            last--;
        }
        while (last + 1 < leaves.size()
                && !isText(last + 1)
                && leaves.get(last + 1).start() <= stretch.end() + 1) {
            last++;
        }
        return last;
    }

    private boolean isText(int leaf) {
        return leaves.get(leaf).node() instanceof TextNode;
    }

    /** A preformatted text has several lines in one node. */
    private boolean breaksWithin(Leaf leaf, int end) {
        return leaf.end() > end && lines.text().substring(end, leaf.end()).indexOf('\n') >= 0;
    }

    private static void shorten(Leaf leaf, int end) {
        if (leaf.node() instanceof TextNode node) {
            String text = node.getWholeText();
            node.text(text.substring(0, Math.min(text.length(), end - leaf.start())));
        }
    }

    /** From the end on, so that each removal costs the same. */
    private void removeBehind(Node last) {
        for (Node node = last; node != tree.body() && node.parent() != null; node = node.parent()) {
            Node parent = node.parent();
            while (parent.childNodeSize() > node.siblingIndex() + 1) {
                parent.childNode(parent.childNodeSize() - 1).remove();
            }
        }
    }

    /** What is kept is taken off from the end and put back, for the same reason. */
    private void removeBefore(Node first) {
        for (Node node = first; node != tree.body() && node.parent() instanceof Element parent; node = parent) {
            Deque<Node> kept = new ArrayDeque<>();
            int index = node.siblingIndex();
            while (parent.childNodeSize() > index) {
                Node last = parent.childNode(parent.childNodeSize() - 1);
                last.remove();
                kept.push(last);
            }
            while (parent.childNodeSize() > 0) {
                parent.childNode(parent.childNodeSize() - 1).remove();
            }
            kept.forEach(parent::appendChild);
        }
    }

    private String written() {
        boolean whole = html.substring(0, Math.min(html.length(), 2000))
                .toLowerCase(Locale.ROOT)
                .contains("<html");
        return whole ? tree.outerHtml() : tree.body().html().strip();
    }

    @Override
    public Span source(Span stretch) {
        Leaf first = leafAt(stretch.start());
        Leaf last = leafAt(stretch.end() - 1);
        Span from = literal(first, stretch.start(), Math.min(stretch.end(), first.end()));
        Span to = first == last ? from : literal(last, Math.max(last.start(), stretch.start()), stretch.end());
        return new Span(from.start(), Math.max(from.end(), to.end()));
    }

    private Leaf leafAt(int position) {
        int low = 0;
        int high = leaves.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (leaves.get(middle).end() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return leaves.get(low);
    }

    /** Where the source of a leaf has these characters of the rendering; all of the leaf if it writes them in another way. */
    private Span literal(Leaf leaf, int from, int to) {
        Span whole = rangeOf(leaf.node());
        String wanted = lines.text()
                .substring(Math.max(from, leaf.start()), Math.max(from, to))
                .strip();
        // white space and references only make the source longer than what is seen of it
        int at = html.indexOf(wanted, whole.start() + Math.max(0, from - leaf.start() - 1));
        return at < 0 || at + wanted.length() > whole.end() ? whole : new Span(at, at + wanted.length());
    }

    static Span rangeOf(Node node) {
        int start = node.sourceRange().start().pos();
        return new Span(start, Math.max(start, node.sourceRange().end().pos()));
    }
}
