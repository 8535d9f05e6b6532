package io.postroom.core.extract;

import java.util.List;

/** An HTML text taken apart: how it reads, and where in its source that stands. */
public interface HtmlText {
    /** What a reader sees of it, in lines. */
    Lines lines();

    /** What a reader does not see of it. */
    Hidden hidden();

    /** The links in it, in order. */
    List<Anchor> anchors();

    /** The source with only what belongs to this stretch of {@link #lines()}; the source itself if that is all there is to see. */
    String only(Span stretch);

    /**
     * Where the source has a stretch of {@link #lines()}: from its first character to its last. There may be tags between these, if
     * the stretch runs through several elements.
     */
    Span source(Span stretch);

    /**
     * A link.
     *
     * @param url as it stands in {@code href}, its character references resolved
     * @param words what a reader sees of it, in {@link #lines()}; empty for a link around a picture
     * @param tag the start tag in the source
     */
    record Anchor(String url, Span words, Span tag) {}
}
