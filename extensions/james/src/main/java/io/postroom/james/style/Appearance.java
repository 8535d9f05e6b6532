package io.postroom.james.style;

import io.postroom.core.extract.Way;
import java.util.Optional;

/**
 * How an element looks, as its children inherit it.
 *
 * @param gone by what it is hidden with all that is in it, whatever that says of itself; empty if it is not
 * @param visible what {@code visibility} says, which children can take back
 * @param fontSize in pixels
 * @param colour of letters
 * @param background behind it; empty if that is a picture, of which nothing is known
 * @param aria whether those who listen do not get it
 */
public record Appearance(
        Optional<Way> gone,
        boolean visible,
        double fontSize,
        Colour colour,
        Optional<Colour> background,
        boolean aria) {
    static final Appearance OF_PAGE =
            new Appearance(Optional.empty(), true, 16, Colour.BLACK, Optional.of(Colour.WHITE), false);

    /** Letters below this are dots, in pixels. */
    private static final double SMALLEST_FONT = 3;

    /** By what text right within it is hidden; empty if people see it. */
    public Optional<Way> hides() {
        if (gone.isPresent()) {
            return gone;
        }
        if (!visible) {
            return Optional.of(Way.VISIBILITY);
        }
        if (fontSize < SMALLEST_FONT) {
            return Optional.of(Way.SIZE);
        }
        return background.filter(colour::vanishesOn).isPresent() ? Optional.of(Way.COLOUR) : Optional.empty();
    }

    /** Whether nothing of it is laid out, so that it parts no words and lines either. */
    public boolean isGone() {
        return gone.isPresent();
    }
}
