package io.postroom.james.style;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A colour of sRGB.
 *
 * @param red from 0 to 255, as green and blue
 * @param alpha from 0, transparent, to 1
 */
public record Colour(double red, double green, double blue, double alpha) {
    static final Colour WHITE = new Colour(255, 255, 255, 1);
    static final Colour BLACK = new Colour(0, 0, 0, 1);
    static final Colour TRANSPARENT = new Colour(0, 0, 0, 0);
    static final Colour LINK = new Colour(0, 0, 238, 1); // HTML §15.3.4: how browsers show links

    /** Of white, {@code #f0f0f0} has less. */
    private static final double LEAST_CONTRAST = 1.15;

    /** Red and green can be as light as each other; of the sum of all differences. */
    private static final double MOST_DISTANCE = 96;

    /** CSS Color 4 §6.1, names with their values. */
    private static final Map<String, String> NAMES = names(
            "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque"
                    + " ffe4c4 black 000000",
            "blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0"
                    + " chartreuse 7fff00",
            "chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue"
                    + " 00008b",
            "darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b"
                    + " darkmagenta 8b008b",
            "darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen"
                    + " 8fbc8f",
            "darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3"
                    + " deeppink ff1493",
            "deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0"
                    + " forestgreen 228b22",
            "fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000"
                    + " greenyellow adff2f",
            "grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c"
                    + " lavender e6e6fa",
            "lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan"
                    + " e0ffff",
            "lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1"
                    + " lightsalmon ffa07a",
            "lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue"
                    + " b0c4de",
            "lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000"
                    + " mediumaquamarine 66cdaa",
            "mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee",
            "mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream"
                    + " f5fffa",
            "mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab"
                    + " 6b8e23 orange ffa500",
            "orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred"
                    + " db7093",
            "papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080"
                    + " rebeccapurple 663399",
            "red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen"
                    + " 2e8b57",
            "seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey"
                    + " 708090 snow fffafa",
            "springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0"
                    + " violet ee82ee",
            "wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32");

    private static Map<String, String> names(String... lines) {
        Map<String, String> names = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            for (int i = 0; i < words.length; i += 2) {
                names.put(words[i], words[i + 1]);
            }
        }
        return Map.copyOf(names);
    }

    /** What {@code text} says (CSS Color 4 §5 to §7, and what HTML's attributes allow); empty if it is no colour that can be told. */
    static Optional<Colour> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("transparent")) {
            return Optional.of(TRANSPARENT);
        }
        if (word.startsWith("rgb") || word.startsWith("hsl")) {
            return function(word);
        }
        String digits = word.startsWith("#") ? word.substring(1) : NAMES.getOrDefault(word, word);
        return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? hexadecimal(digits) : Optional.empty();
    }

    private static Optional<Colour> hexadecimal(String digits) {
        String full = digits.length() == 3 || digits.length() == 4 ? digits.replaceAll("(.)", "$1$1") : digits;
        if (full.length() != 6 && full.length() != 8) {
            return Optional.empty();
        }
        double alpha = full.length() == 8 ? octet(full, 6) / 255.0 : 1;
        return Optional.of(new Colour(octet(full, 0), octet(full, 2), octet(full, 4), alpha));
    }

    private static int octet(String digits, int at) {
        return Integer.parseInt(digits.substring(at, at + 2), 16);
    }

    private static Optional<Colour> function(String text) {
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (open < 0 || close < open || close - open > 100) {
            return Optional.empty();
        }
        List<String> words = Arrays.stream(text.substring(open + 1, close).split("[\\s,/]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() < 3) {
            return Optional.empty();
        }
        boolean hue = text.startsWith("hsl");
        Optional<Double> alpha = words.size() > 3 ? part(words.get(3), 1) : Optional.of(1.0);
        Optional<Double> first = hue ? Length.number(words.get(0).replace("deg", "")) : part(words.get(0), 255);
        Optional<Double> second = part(words.get(1), hue ? 1 : 255);
        Optional<Double> third = part(words.get(2), hue ? 1 : 255);
        return first.flatMap(a -> second.flatMap(b -> third.flatMap(c ->
                alpha.map(opacity -> hue ? ofHue(a, b, c, clamp(opacity, 1)) : of(a, b, c, clamp(opacity, 1))))));
    }

    /** A number, or a share of {@code whole}. */
    private static Optional<Double> part(String text, double whole) {
        return text.endsWith("%")
                ? Length.number(text.substring(0, text.length() - 1)).map(share -> share / 100 * whole)
                : Length.number(text);
    }

    private static Colour of(double red, double green, double blue, double alpha) {
        return new Colour(clamp(red, 255), clamp(green, 255), clamp(blue, 255), alpha);
    }

    private static double clamp(double value, double most) {
        return Math.max(0, Math.min(most, value));
    }

    /** CSS Color 4 §7.1. */
    private static Colour ofHue(double hue, double saturation, double lightness, double alpha) {
        double spread = saturation * Math.min(lightness, 1 - lightness);
        return of(
                255 * channel(0, hue, lightness, spread),
                255 * channel(8, hue, lightness, spread),
                255 * channel(4, hue, lightness, spread),
                alpha);
    }

    private static double channel(int offset, double hue, double lightness, double spread) {
        double k = ((offset + hue / 30) % 12 + 12) % 12;
        return lightness - spread * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
    }

    /** This colour in front of another one. */
    Colour over(Colour behind) {
        double rest = 1 - alpha;
        return new Colour(
                red * alpha + behind.red * rest,
                green * alpha + behind.green * rest,
                blue * alpha + behind.blue * rest,
                1);
    }

    /** From 1, the same lightness, to 21 (WCAG 2.2, contrast ratio). */
    double contrast(Colour other) {
        double one = luminance() + 0.05;
        double two = other.luminance() + 0.05;
        return Math.max(one, two) / Math.min(one, two);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(double channel) {
        double share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** Whether a text of this colour cannot be told from what is behind it: as light, and of the same hue. */
    boolean vanishesOn(Colour behind) {
        Colour seen = over(behind);
        double distance = Math.abs(seen.red - behind.red)
                + Math.abs(seen.green - behind.green)
                + Math.abs(seen.blue - behind.blue);
        return distance < MOST_DISTANCE && seen.contrast(behind) < LEAST_CONTRAST;
    }
}
