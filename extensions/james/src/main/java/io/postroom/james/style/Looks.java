package io.postroom.james.style;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Follows the looks of the elements of a page while it is read from beginning to end. Not thread-safe.
 *
 * <p>What is placed over other things, animated, or loaded from elsewhere is not followed.
 */
public final class Looks {
    private static final Map<String, Double> FONT_SIZES = Map.of( // CSS Fonts 4 §2.5.1
            "xx-small",
            9.6,
            "x-small",
            12.0,
            "small",
            14.2,
            "medium",
            16.0,
            "large",
            19.2,
            "x-large",
            24.0,
            "xx-large",
            32.0);

    private final StyleSheet sheet;
    private final Deque<Appearance> open = new ArrayDeque<>();

    public Looks(Document page) {
        this.sheet = StyleSheet.of(page);
        open.push(Appearance.OF_PAGE);
    }

    /** Of the element that was entered last and not left. */
    public Appearance now() {
        return open.element();
    }

    /** Whether all style sheets were followed to the end. */
    public boolean areComplete() {
        return sheet.isComplete();
    }

    public void enter(Element element) {
        Appearance outer = open.element();
        open.push(outer.isGone() ? outer : of(element, outer));
    }

    public void leave() {
        open.pop();
    }

    private Appearance of(Element element, Appearance outer) {
        Declarations style = sheet.declarationsOf(element);
        double fontSize = fontSize(style, outer.fontSize());
        Optional<Colour> background = background(element, style, outer.background());
        boolean aria = outer.aria() || element.attr("aria-hidden").equalsIgnoreCase("true");
        return new Appearance(
                Hiding.of(element, style, fontSize),
                visible(style, outer.visible()),
                fontSize,
                colour(element, style, outer.colour()),
                background,
                aria);
    }

    private static boolean visible(Declarations style, boolean outer) {
        return switch (style.get("visibility").orElse("")) {
            case "hidden", "collapse" -> false;
            case "visible", "initial" -> true;
            default -> outer;
        };
    }

    private static double fontSize(Declarations style, double outer) {
        Optional<String> shorthand = style.get("font").flatMap(Looks::sizeInShorthand);
        Optional<String> said = style.get("font-size").or(() -> shorthand);
        if (said.isEmpty()) {
            return outer;
        }
        Optional<Double> named = Optional.ofNullable(FONT_SIZES.get(said.get()));
        return named.or(() -> Length.pixels(said.get(), outer, Optional.of(outer)))
                .orElse(outer);
    }

    /** {@code bold 12px/1.5 Arial}: the first word that is a length. */
    private static Optional<String> sizeInShorthand(String font) {
        for (String word : font.split("\\s+")) {
            int slash = word.indexOf('/');
            String size = slash < 0 ? word : word.substring(0, slash);
            boolean weight = size.length() == 3 && size.endsWith("00");
            if (!weight
                    && !size.isEmpty()
                    && Length.pixels(size, 1, Optional.of(1.0)).isPresent()) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }

    private static Colour colour(Element element, Declarations style, Colour outer) {
        Optional<Colour> said = style.get("-webkit-text-fill-color")
                .flatMap(Colour::parse)
                .or(() -> style.get("color").flatMap(Colour::parse));
        if (said.isPresent()) {
            return said.get();
        }
        String name = element.normalName();
        Optional<Colour> attribute = switch (name) {
            case "font" -> Colour.parse(element.attr("color"));
            case "body" -> Colour.parse(element.attr("text"));
            case "a" ->
                element.hasAttr("href") && !style.says("color", "inherit")
                        ? Optional.of(Colour.LINK)
                        : Optional.empty();
            default -> Optional.empty();
        };
        return attribute.orElse(outer);
    }

    private static Optional<Colour> background(Element element, Declarations style, Optional<Colour> outer) {
        String shorthand = style.get("background").orElse("");
        String image = style.get("background-image").orElse(shorthand);
        if (image.contains("url(")
                || image.contains("gradient(")
                || !element.attr("background").isEmpty()) {
            return Optional.empty();
        }
        Optional<Colour> said = style.get("background-color")
                .flatMap(Colour::parse)
                .or(() -> inShorthand(shorthand))
                .or(() -> Colour.parse(element.attr("bgcolor").toLowerCase(Locale.ROOT)));
        return said.map(colour -> colour.alpha() >= 1 ? Optional.of(colour) : outer.map(colour::over))
                .orElse(outer);
    }

    private static Optional<Colour> inShorthand(String background) {
        Optional<Colour> whole = Colour.parse(background);
        if (whole.isPresent()) {
            return whole;
        }
        for (String word : background.split("\\s+")) {
            Optional<Colour> colour = Colour.parse(word);
            if (colour.isPresent()) {
                return colour;
            }
        }
        return Optional.empty();
    }
}
