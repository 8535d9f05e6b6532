package io.postroom.james.style;

import io.postroom.core.extract.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Says by what an element is hidden together with all that is in it, whatever that says of itself. */
final class Hiding {
    private static final double LEAST_OPACITY = 0.1;

    /** Further out than any page is wide or a reader scrolls up. */
    private static final double BESIDE = -500;

    /** A box of one pixel is a box without room. */
    private static final double LARGEST_NOTHING = 1;

    private static final int MAX_NUMBERS = 8;

    private final Declarations style;
    private final double em;

    private Hiding(Declarations style, double em) {
        this.style = style;
        this.em = em;
    }

    static Optional<Way> of(Element element, Declarations style, double fontSize) {
        if (element.hasAttr("hidden") && !style.values().containsKey("display")) {
            return Optional.of(Way.ATTRIBUTE); // HTML §15.3.1: a display of its own wins over it
        }
        return style.isEmpty() ? Optional.empty() : new Hiding(style, fontSize).find();
    }

    private Optional<Way> find() {
        if (style.says("display", "none")) {
            return Optional.of(Way.DISPLAY);
        }
        if (isTransparent()) {
            return Optional.of(Way.OPACITY);
        }
        if (isWithoutRoom()) {
            return Optional.of(Way.SIZE);
        }
        if (isBeside()) {
            return Optional.of(Way.OFF_SCREEN);
        }
        return isClipped() ? Optional.of(Way.CLIP) : Optional.empty();
    }

    private boolean isTransparent() {
        boolean filtered = style.get("filter")
                .filter(filter -> filter.startsWith("opacity("))
                .filter(filter -> share(inBrackets(filter))
                        .filter(value -> value < LEAST_OPACITY)
                        .isPresent())
                .isPresent();
        return filtered
                || style.get("opacity")
                        .flatMap(Hiding::share)
                        .filter(value -> value < LEAST_OPACITY)
                        .isPresent();
    }

    private static Optional<Double> share(String text) {
        return text.endsWith("%")
                ? Length.number(text.substring(0, text.length() - 1)).map(percent -> percent / 100)
                : Length.number(text);
    }

    private boolean isWithoutRoom() {
        boolean cut = isCut("overflow") || isCut("overflow-x") || isCut("overflow-y");
        boolean none = isNothing("height") || isNothing("max-height") || isNothing("width") || isNothing("max-width");
        return (cut && none)
                || style.get("transform").filter(Hiding::isScaledAway).isPresent();
    }

    private boolean isCut(String property) {
        return style.get(property)
                .filter(value -> value.startsWith("hidden") || value.startsWith("clip"))
                .isPresent();
    }

    private boolean isNothing(String property) {
        return pixels(property).filter(value -> value <= LARGEST_NOTHING).isPresent();
    }

    private Optional<Double> pixels(String property) {
        return style.get(property).flatMap(value -> Length.pixels(value, em, Optional.empty()));
    }

    private static boolean isScaledAway(String transform) {
        return transform.startsWith("scale")
                && numbers(inBrackets(transform), 1).stream().anyMatch(value -> Math.abs(value) < 0.01);
    }

    private boolean isBeside() {
        boolean placed = style.get("position")
                .filter(value -> value.equals("absolute") || value.equals("fixed") || value.equals("relative"))
                .isPresent();
        return (placed && (isFar("left") || isFar("top") || isFar("right") || isFar("bottom")))
                || isFar("text-indent")
                || isFar("margin-left")
                || isFar("margin-top")
                || anyFar(style.get("margin").orElse(""))
                || style.get("transform")
                        .filter(value -> value.startsWith("translate"))
                        .filter(value -> anyFar(inBrackets(value)))
                        .isPresent();
    }

    private boolean isFar(String property) {
        return pixels(property).filter(value -> value <= BESIDE).isPresent();
    }

    private boolean anyFar(String lengths) {
        return numbers(lengths, em).stream().anyMatch(value -> value <= BESIDE);
    }

    /** {@code rect(top, right, bottom, left)} (CSS Masking 1 §6), and the shapes that leave nothing. */
    private boolean isClipped() {
        List<Double> edges = style.get("clip")
                .filter(value -> value.startsWith("rect("))
                .map(value -> numbers(inBrackets(value), em))
                .orElse(List.of());
        boolean rectangle = edges.size() == 4
                && (edges.get(1) - edges.get(3) <= LARGEST_NOTHING || edges.get(2) - edges.get(0) <= LARGEST_NOTHING);
        return rectangle || style.get("clip-path").filter(Hiding::leavesNothing).isPresent();
    }

    private static boolean leavesNothing(String shape) {
        String inside = inBrackets(shape).strip();
        if (shape.startsWith("inset(")) {
            String first = inside.split("[\\s,]+", 2)[0];
            return first.endsWith("%")
                    && share(first).filter(value -> value >= 0.5).isPresent();
        }
        return shape.startsWith("circle(0");
    }

    private static String inBrackets(String function) {
        int open = function.indexOf('(');
        int close = function.indexOf(')', open + 1);
        return open < 0 || close < 0 ? "" : function.substring(open + 1, close);
    }

    private static List<Double> numbers(String text, double em) {
        List<Double> numbers = new ArrayList<>();
        for (String word : text.strip().split("[\\s,]+", MAX_NUMBERS + 1)) {
            if (numbers.size() < MAX_NUMBERS) {
                Length.pixels(word, em, Optional.empty()).ifPresent(numbers::add);
            }
        }
        return numbers;
    }
}
