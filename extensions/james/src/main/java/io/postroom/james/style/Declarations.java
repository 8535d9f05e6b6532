package io.postroom.james.style;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a style says of those properties by which a text can be hidden (CSS Syntax 3 §5.4.5), in lower case. */
record Declarations(Map<String, Value> values) {
    static final Declarations NONE = new Declarations(Map.of());

    private static final int MAX_LENGTH = 10_000;

    private static final Set<String> LOOKED_AT = Set.of(
            "background",
            "background-color",
            "background-image",
            "bottom",
            "clip",
            "clip-path",
            "color",
            "display",
            "filter",
            "font",
            "font-size",
            "height",
            "left",
            "margin",
            "margin-left",
            "margin-top",
            "max-height",
            "max-width",
            "opacity",
            "overflow",
            "overflow-x",
            "overflow-y",
            "position",
            "right",
            "text-indent",
            "top",
            "transform",
            "visibility",
            "width",
            "-webkit-text-fill-color");

    /** @param important whether it wins over those that are not (CSS Cascade 4 §6.4) */
    record Value(String text, boolean important) {}

    /** Of a {@code style} attribute or the block of a rule; what cannot be read is left out. */
    static Declarations parse(String style) {
        Map<String, Value> values = new LinkedHashMap<>();
        String text = withoutComments(style.substring(0, Math.min(style.length(), MAX_LENGTH)));
        int start = 0;
        while (start < text.length()) {
            int end = endOf(text, start);
            add(values, text.substring(start, end));
            start = end + 1;
        }
        return values.isEmpty() ? NONE : new Declarations(Map.copyOf(values));
    }

    /** A semicolon within brackets, as in {@code url(data:…;base64)}, ends nothing. */
    private static int endOf(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : 0;
            depth -= c == ')' && depth > 0 ? 1 : 0;
            if (c == ';' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static void add(Map<String, Value> values, String declaration) {
        int colon = declaration.indexOf(':');
        String name = colon < 0 ? "" : declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!LOOKED_AT.contains(name)) {
            return;
        }
        String value = declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        int bang = value.lastIndexOf('!');
        boolean important = bang >= 0 && value.substring(bang + 1).strip().equals("important");
        String text = important ? value.substring(0, bang).strip() : value;
        Value before = values.get(name);
        if (!text.isEmpty() && (before == null || important || !before.important())) {
            values.put(name, new Value(text, important));
        }
    }

    static String withoutComments(String css) {
        int at = css.indexOf("/*");
        if (at < 0) {
            return css;
        }
        StringBuilder kept = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            kept.append(css, from, at).append(' ');
            int end = css.indexOf("*/", at + 2);
            from = end < 0 ? css.length() : end + 2;
            at = css.indexOf("/*", from);
        }
        return kept.append(css, from, css.length()).toString();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The value of a property; empty if nothing is said of it. */
    Optional<String> get(String property) {
        return Optional.ofNullable(values.get(property)).map(Value::text);
    }

    boolean says(String property, String value) {
        return get(property).filter(value::equals).isPresent();
    }
}
