package io.postroom.james.style;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A selector of names, ids and classes, within others or children of others (Selectors 3 §5 to §8). Other kinds are not known: rules with such do
 * not count.
 *
 * @param parts the outermost first
 */
record Selector(List<Part> parts) {
    private static final int MAX_PARTS = 8;
    private static final int MAX_LENGTH = 500;
    private static final int CHARACTERS_A_STEP = 16;

    /** @param child whether it must be right within the part before it */
    private record Part(String tag, String id, Set<String> classes, boolean child) {
        boolean matches(Element element) {
            return (tag.isEmpty() || tag.equals(element.normalName()))
                    && (id.isEmpty() || id.equals(element.id()))
                    && (classes.isEmpty() || classesOf(element).containsAll(classes));
        }
    }

    /** Empty if it is of a kind that is not known. */
    static Optional<Selector> parse(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        boolean child = false;
        for (String word : bare.replace(">", " > ").split("\\s+")) {
            if (word.equals(">")) {
                child = true;
            } else {
                Optional<Part> part = part(word, child);
                if (part.isEmpty() || parts.size() == MAX_PARTS) {
                    return Optional.empty();
                }
                parts.add(part.get());
                child = false;
            }
        }
        return child || parts.isEmpty() ? Optional.empty() : Optional.of(new Selector(List.copyOf(parts)));
    }

    private static Optional<Part> part(String word, boolean child) {
        String tag = "";
        String id = "";
        Set<String> classes = new HashSet<>();
        int at = 0;
        while (at < word.length()) {
            char kind = word.charAt(at);
            boolean marked = kind == '.' || kind == '#';
            int start = marked ? at + 1 : at;
            int end = start;
            while (end < word.length() && isOfName(word.charAt(end))) {
                end++;
            }
            String name = word.substring(start, end);
            if (kind == '*' && at == 0) {
                end = 1;
            } else if (name.isEmpty()) {
                return Optional.empty();
            } else if (kind == '.') {
                classes.add(name);
            } else if (kind == '#') {
                id = name;
            } else if (at == 0) {
                tag = name.toLowerCase(Locale.ROOT);
            }
            at = end;
        }
        return Optional.of(new Part(tag, id, Set.copyOf(classes), child));
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c >= 0x80;
    }

    static Set<String> classesOf(Element element) {
        String names = element.attr("class").strip();
        return names.isEmpty() ? Set.of() : new HashSet<>(List.of(names.split("\\s+")));
    }

    /** Under what elements that it can match are found: an id, a class, or a name; the empty text for all. */
    String key() {
        Part last = parts.get(parts.size() - 1);
        if (!last.id().isEmpty()) {
            return "#" + last.id();
        }
        return last.classes().isEmpty()
                ? last.tag()
                : "." + last.classes().iterator().next();
    }

    /** Selectors 3 §9, in one number. */
    int specificity() {
        return parts.stream()
                .mapToInt(part -> (part.id().isEmpty() ? 0 : 10_000)
                        + 100 * part.classes().size()
                        + (part.tag().isEmpty() ? 0 : 1))
                .sum();
    }

    private static int cost(Element element) {
        return 1 + element.attr("class").length() / CHARACTERS_A_STEP;
    }

    /** Whether it selects the element; takes {@code effort} for each element it looks at. */
    boolean matches(Element element, Effort effort) {
        int part = parts.size() - 1;
        if (!effort.spend(cost(element)) || !parts.get(part).matches(element)) {
            return false;
        }
        boolean child = parts.get(part).child();
        @Nullable Element around = element.parent();
        part--;
        while (part >= 0 && around != null && effort.spend(cost(around))) {
            if (parts.get(part).matches(around)) {
                child = parts.get(part).child();
                part--;
            } else if (child) {
                return false;
            }
            around = around.parent();
        }
        return part < 0;
    }
}
