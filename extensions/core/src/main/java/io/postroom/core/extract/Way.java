package io.postroom.core.extract;

import java.util.Locale;

/** By what a text is kept from the eyes of its reader while programs read it. */
public enum Way {
    /** {@code display: none}, by a style sheet too. */
    DISPLAY,
    /** {@code visibility: hidden} or {@code collapse}. */
    VISIBILITY,
    /** Nearly or quite transparent. */
    OPACITY,
    /** Letters that are too small to read, or a box without room. */
    SIZE,
    /** In the colour of what is behind it, or nearly. */
    COLOUR,
    /** Beside the page. */
    OFF_SCREEN,
    /** Cut away. */
    CLIP,
    /** The attribute {@code hidden}. */
    ATTRIBUTE,
    /** {@code aria-hidden}: kept from those who listen only, and so part of what people see. */
    ARIA_HIDDEN,
    /** In a comment that only one mail client reads, {@code <!--[if mso]>}. */
    CONDITIONAL_COMMENT,
    /** Characters without width, soft hyphens and other characters that show nothing. */
    ZERO_WIDTH,
    /** Controls that turn the direction of the text around (UAX 9 §2). */
    BIDI,
    /** Tag characters (U+E0000 to U+E007F), which can spell a text that nobody sees. */
    TAG,
    /** Variation selectors that select nothing, which can carry octets. */
    VARIATION;

    /** Its name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
