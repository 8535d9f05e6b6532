package io.postroom.james.mime;

import io.postroom.core.extract.Extraction;

/**
 * Says which HTML is taken apart. A tree is a hundred times the size of its source where every tag opens what is never closed; jsoup compares
 * each attribute of each further {@code <body>} with all attributes of those before, 35 s for a MiB of them. Mail that people write has a
 * tenth of what is allowed here.
 */
final class HtmlSize {
    static final int MAX_TAGS = 50_000;
    static final int MAX_BODIES = 50;

    private HtmlSize() {}

    static boolean isReadable(String html) {
        if (html.length() > Extraction.MAX_TEXT) {
            return false;
        }
        int tags = 0;
        int bodies = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            tags++;
            bodies += isBody(html, at) ? 1 : 0;
        }
        return tags <= MAX_TAGS && bodies <= MAX_BODIES;
    }

    private static boolean isBody(String html, int at) {
        return html.regionMatches(true, at, "<body", 0, 5) || html.regionMatches(true, at, "<html", 0, 5);
    }
}
