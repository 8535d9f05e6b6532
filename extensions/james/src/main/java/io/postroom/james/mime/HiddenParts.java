package io.postroom.james.mime;

import io.postroom.core.extract.Hidden;
import io.postroom.core.extract.Invisibles;
import io.postroom.core.extract.Way;
import io.postroom.core.extract.WayCounts;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Collects what people do not see of an HTML page. Not thread-safe. */
final class HiddenParts {
    /** Of hidden text, what is looked through for what is written in it. */
    private static final int MAX_TEXT = 1 << 16;

    private final WayCounts ways = new WayCounts();
    private final StringBuilder text = new StringBuilder();

    /** The text of a node without characters that show nothing, which are counted. */
    String withoutInvisibles(String node) {
        return Invisibles.strip(node, ways);
    }

    void text(String hidden, Way way) {
        count(hidden, way);
        text.append(hidden, 0, Math.min(hidden.length(), MAX_TEXT - text.length()));
    }

    /** White space does not count. */
    void count(String hidden, Way way) {
        int blanks = (int) hidden.codePoints()
                .filter(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                .count();
        ways.add(way, hidden.codePointCount(0, hidden.length()) - blanks);
    }

    /** A line ends before a hidden element that would begin one. */
    void separate(Element element) {
        boolean begins = HtmlMarkup.isBlock(element)
                || HtmlMarkup.isParagraph(element)
                || element.normalName().equals("br");
        if (begins && !text.isEmpty() && text.length() < MAX_TEXT) {
            text.append('\n');
        }
    }

    /** What one mail client shows of a comment, all other programs but a reader of sources pass over. Other comments are no text for anybody. */
    void comment(String data) {
        if (data.stripLeading().toLowerCase(Locale.ROOT).startsWith("[if")) {
            int end = data.indexOf("]>");
            String shown = end < 0 ? "" : withoutTags(data.substring(end + 2));
            text(withoutInvisibles(shown), Way.CONDITIONAL_COMMENT);
        }
    }

    /** What stands between tags; nothing of what is between those of styles and settings. */
    private static String withoutTags(String markup) {
        String lower = markup.toLowerCase(Locale.ROOT);
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < markup.length()) {
            int open = markup.indexOf('<', at);
            int end = open < 0 ? markup.length() : open;
            shown.append(markup, at, end).append(' ');
            at = open < 0 ? end : behindTag(lower, open);
        }
        return shown.toString();
    }

    private static int behindTag(String lower, int open) {
        int from = open;
        for (String unseen : new String[] {"style", "xml", "script"}) {
            if (lower.startsWith(unseen, open + 1)) {
                int close = lower.indexOf("</" + unseen, open);
                from = close < 0 ? lower.length() - 1 : close;
            }
        }
        int end = lower.indexOf('>', from);
        return end < 0 ? lower.length() : end + 1;
    }

    Hidden finish(boolean complete) {
        return new Hidden(ways, text.toString(), complete);
    }
}
