package io.postroom.james.style;

import java.util.Map;
import java.util.Optional;

/** Lengths of CSS in pixels (CSS Values 3 §5, §6). */
final class Length {
    private static final double PIXELS_OF_ROOT = 16;
    private static final Map<String, Double> PIXELS = Map.of(
            "px",
            1.0,
            "",
            1.0,
            "pt",
            4.0 / 3,
            "pc",
            16.0,
            "in",
            96.0,
            "cm",
            96 / 2.54,
            "mm",
            96 / 25.4,
            "rem",
            PIXELS_OF_ROOT);

    private Length() {}

    /**
     * What {@code text} says; empty if it is no length that can be told.
     *
     * @param em pixels of the font size to which {@code em} refers
     * @param whole pixels of what {@code %} refers to; empty if that is not known
     */
    static Optional<Double> pixels(String text, double em, Optional<Double> whole) {
        int end = 0;
        while (end < text.length() && isOfNumber(text.charAt(end))) {
            end++;
        }
        Optional<Double> number = number(text.substring(0, end));
        String unit = text.substring(end);
        if (unit.equals("%")) {
            return number.flatMap(value -> value == 0 ? Optional.of(0.0) : whole.map(all -> value / 100 * all));
        }
        if (unit.equals("em") || unit.equals("ex") || unit.equals("ch")) {
            return number.map(value -> value * em / (unit.equals("em") ? 1 : 2));
        }
        Optional<Double> factor = Optional.ofNullable(PIXELS.get(unit));
        return number.flatMap(value -> factor.map(pixels -> value * pixels));
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+';
    }

    /** Empty if it is none. */
    static Optional<Double> number(String text) {
        try {
            return text.isEmpty() || text.length() > 20 ? Optional.empty() : Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
