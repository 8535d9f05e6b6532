package io.postroom.core.search;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The text of a message that is searched word by word: its plain text, what its HTML says if that is something else, and the names of its
 * attachments. Thread-safe.
 */
public final class SearchText {
    /** What stands behind this many characters of a text is not found. */
    public static final int MAX_CHARACTERS = 50_000;

    private static final int MAX_MARKUP = 500_000;

    private final MessageParser parser;

    public SearchText(MessageParser parser) {
        this.parser = parser;
    }

    public String of(ParsedMessage parsed) {
        String plain = cut(parsed.text().orElse(""), MAX_CHARACTERS);
        String html = parsed.html().map(this::shown).orElse("");
        Stream<String> bodies = saysSomethingElse(html, plain) ? Stream.of(plain, html) : Stream.of(plain);
        return String.join(
                "\n",
                Stream.concat(bodies, names(parsed.attachments()))
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    private String shown(String html) {
        return parser.readHtml(cut(html, MAX_MARKUP))
                .map(page -> cut(page.lines().text(), MAX_CHARACTERS))
                .orElse("");
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }

    /** Most plain texts repeat the HTML; some only tell that there is one. */
    private static boolean saysSomethingElse(String html, String plain) {
        Set<String> said = new HashSet<>(Words.of(plain));
        List<String> words = Words.of(html);
        return words.stream().filter(word -> !said.contains(word)).count() * 2 > words.size();
    }

    private static Stream<String> names(List<Attachment> attachments) {
        return attachments.stream().map(Attachment::filename).flatMap(Optional::stream);
    }
}
