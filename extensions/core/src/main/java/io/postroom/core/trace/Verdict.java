package io.postroom.core.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was decided about a message for one inbox, in words of which some have a value: {@code unauthenticated; verified=correspondent}. Kept
 * with the message in a field of its own. Immutable.
 *
 * @param words in the order in which they were said; those without a value have an empty one
 */
public record Verdict(Map<String, String> words) {
    /** The field. What comes with this name from elsewhere is removed. */
    public static final String FIELD = "X-Postroom-Verdict";

    /** Nothing was decided. */
    public static final Verdict NONE = new Verdict(Map.of());

    /** Nothing proves who sent it, and the inbox is not to take it as any other. */
    public static final String UNAUTHENTICATED = "unauthenticated";

    /** {@code From} names a domain of ours, which is the value, without its signature. So it is of nobody, whatever other checks say. */
    public static final String FORGED = "forged";

    /** The sender is verified for the inbox: see {@code core.verify}. */
    public static final String VERIFIED = "verified";

    /** Nobody had written to the sender from the inbox before, nor the other way round. */
    public static final String FIRST_CONTACT = "first-contact";

    static final int MOST_WORDS = 20;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:@+-]{0,253}");
    private static final Pattern WORD = Pattern.compile("(" + NAME.pattern() + ")(?:=([A-Za-z0-9._:@+-]{1,253}))?");
    private static final int LONGEST = MOST_WORDS * 300;

    /** @throws IllegalArgumentException if there are too many words, or one is malformed */
    public Verdict {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        if (words.size() > MOST_WORDS) {
            throw new IllegalArgumentException("a verdict has at most " + MOST_WORDS + " words");
        }
        words.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("not a word of a verdict");
            }
        });
    }

    /** With this word, which has no value. */
    public Verdict with(String name) {
        return with(name, "");
    }

    /** With this word; a value that it has already is replaced. */
    public Verdict with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(words);
        more.put(name, value);
        return new Verdict(more);
    }

    public Verdict without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(words);
        fewer.remove(name);
        return new Verdict(fewer);
    }

    public boolean has(String name) {
        return words.containsKey(name);
    }

    /** The word's value; empty if the word is not there, or has none. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(words.get(name)).filter(value -> !value.isEmpty());
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** As it is written; empty without words. */
    public String text() {
        return joined("; ");
    }

    /** The field, folded, with its line end. */
    String field() {
        return FIELD + ": " + joined(";\r\n ") + "\r\n";
    }

    private String joined(String separator) {
        StringBuilder text = new StringBuilder();
        words.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : separator).append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }

    /** What {@link #text} has written, folded or not; {@link #NONE} for anything else, also where a word comes twice. */
    public static Verdict read(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        if (text.length() > LONGEST) {
            return NONE;
        }
        for (String part : text.split(";", -1)) {
            Matcher word = WORD.matcher(part.strip());
            if (!word.matches()
                    || words.size() == MOST_WORDS
                    || words.put(
                                    word.group(1),
                                    Optional.ofNullable(word.group(2)).orElse(""))
                            != null) {
                return NONE;
            }
        }
        return new Verdict(words);
    }
}
