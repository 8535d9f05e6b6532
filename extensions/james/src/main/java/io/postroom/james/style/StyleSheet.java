package io.postroom.james.style;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rules of a page's {@code <style>} elements that say something of the properties we look at, for a screen of ordinary size. Not thread-safe.
 *
 * <p>Rules within {@code @media} count if that names nothing but {@code all} or {@code screen}; within other at-rules they do not.
 */
final class StyleSheet {
    static final int MAX_STEPS = 2_000_000;
    private static final int MAX_RULES = 2_000;
    private static final int MAX_LENGTH = 1 << 18;
    private static final int MAX_DEPTH = 2;

    private record Rule(Selector selector, Declarations declarations, int order) {}

    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Effort effort = new Effort(MAX_STEPS);
    private int count;
    private boolean complete = true;

    static StyleSheet of(Document page) {
        StyleSheet sheet = new StyleSheet();
        int length = 0;
        for (Element style : page.getElementsByTag("style")) {
            String css = style.data();
            length += css.length();
            if (length > MAX_LENGTH) {
                sheet.complete = false;
                return sheet;
            }
            sheet.read(Declarations.withoutComments(css.replace("<!--", "").replace("-->", "")), 0);
        }
        return sheet;
    }

    /** Whether every rule was held against every element that was asked for. */
    boolean isComplete() {
        return complete && !effort.isOver();
    }

    private void read(String css, int depth) {
        int at = 0;
        while (at < css.length()) {
            int open = css.indexOf('{', at);
            if (open < 0) {
                return;
            }
            String before = css.substring(at, open);
            String prelude = before.substring(before.lastIndexOf(';') + 1).strip(); // behind statements such as @import
            int close = closing(css, open);
            if (prelude.startsWith("@")) {
                if (depth < MAX_DEPTH && isForEveryScreen(prelude)) {
                    read(css.substring(open + 1, close), depth + 1);
                }
            } else {
                add(prelude, css.substring(open + 1, close));
            }
            at = close + 1;
        }
    }

    private static int closing(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            char c = css.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return css.length();
    }

    private static boolean isForEveryScreen(String prelude) {
        String media = prelude.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return media.equals("@media all") || media.equals("@media screen") || media.equals("@media only screen");
    }

    private void add(String selectors, String block) {
        Declarations declarations = Declarations.parse(block);
        if (declarations.isEmpty()) {
            return;
        }
        for (String text : selectors.split(",")) {
            Optional<Selector> selector = Selector.parse(text);
            if (selector.isPresent() && count == MAX_RULES) {
                complete = false;
                return;
            }
            selector.ifPresent(one -> rules.computeIfAbsent(one.key(), key -> new ArrayList<>())
                    .add(new Rule(one, declarations, count++)));
        }
    }

    /** What rules and the {@code style} attribute say of the element, the weightiest of each property (CSS Cascade 4 §6). */
    Declarations declarationsOf(Element element) {
        Declarations inline = Declarations.parse(element.attr("style"));
        if (rules.isEmpty()) {
            return inline;
        }
        List<Rule> matching = matching(element);
        if (matching.isEmpty()) {
            return inline;
        }
        Map<String, Declarations.Value> values = new LinkedHashMap<>();
        matching.forEach(rule -> rule.declarations().values().forEach((name, value) -> merge(values, name, value)));
        inline.values().forEach((name, value) -> merge(values, name, value));
        return new Declarations(values);
    }

    private static void merge(Map<String, Declarations.Value> values, String name, Declarations.Value value) {
        Declarations.Value before = values.get(name);
        if (before == null || value.important() || !before.important()) {
            values.put(name, value);
        }
    }

    private List<Rule> matching(Element element) {
        List<Rule> matching = new ArrayList<>();
        collect(matching, "", element);
        collect(matching, element.normalName(), element);
        Selector.classesOf(element).forEach(name -> collect(matching, "." + name, element));
        if (!element.id().isEmpty()) {
            collect(matching, "#" + element.id(), element);
        }
        matching.sort(Comparator.comparingInt((Rule rule) -> rule.selector().specificity())
                .thenComparingInt(Rule::order));
        return matching;
    }

    private void collect(List<Rule> matching, String key, Element element) {
        for (Rule rule : rules.getOrDefault(key, List.of())) {
            if (rule.selector().matches(element, effort)) {
                matching.add(rule);
            }
        }
    }
}
