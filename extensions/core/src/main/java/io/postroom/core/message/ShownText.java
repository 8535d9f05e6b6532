package io.postroom.core.message;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A text that is looked for in what lists show of a message: its subject, its preview and its sender. Case does not matter, nothing else is passed over. */
public record ShownText(String text) {
    /** Longer than any subject or preview that is worth a look. */
    public static final int MAX_CHARACTERS = 1000;

    public ShownText {
        text = folded(text);
    }

    /** Whether one of the three has it as a part. */
    public boolean occursIn(Message message) {
        return Stream.of(
                        message.envelope().subject(),
                        message.preview(),
                        Optional.of(message.envelope().from()))
                .flatMap(Optional::stream)
                .anyMatch(shown -> folded(shown).contains(text));
    }

    /** Up and then down, as some letters have two forms of one case, or none of the other. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
