package io.postroom.core.trust.dkim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Names with values: {@code v=1; d=example.org} (RFC 6376 §3.2).
 *
 * @param tags in their order, values without white space around
 */
public record TagList(Map<String, String> tags) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}"); // more digits than any time or length has
    private static final int MOST_TAGS = 100;

    public TagList {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The list that {@code text} spells; empty if it is none, or has a name twice. */
    public static Optional<TagList> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        int begin = 0;
        while (begin < text.length()) {
            int semicolon = text.indexOf(';', begin);
            int end = semicolon < 0 ? text.length() : semicolon;
            String tag = text.substring(begin, end).strip();
            begin = end + 1;
            if (tag.isEmpty() && begin >= text.length()) {
                break; // after the last semicolon
            }
            int equals = tag.indexOf('=');
            if (equals < 0 || tags.size() >= MOST_TAGS) {
                return Optional.empty();
            }
            String name = tag.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()
                    || tags.putIfAbsent(name, tag.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new TagList(tags));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    /** The value without any white space, as where it is Base64 or a list. */
    Optional<String> compact(String name) {
        return find(name).map(value -> value.replaceAll("[ \t\r\n]", ""));
    }

    /** The number; empty if there is none or it is no number: see {@link #isBadNumber}. */
    OptionalLong number(String name) {
        return find(name)
                .filter(value -> NUMBER.matcher(value).matches())
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    boolean isBadNumber(String name) {
        return find(name).isPresent() && number(name).isEmpty();
    }
}
