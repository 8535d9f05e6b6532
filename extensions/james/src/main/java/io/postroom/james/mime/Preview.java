package io.postroom.james.mime;

import io.postroom.core.message.ParsedMessage;
import java.util.Optional;

/** The beginning of a text on one line. */
final class Preview {
    private Preview() {}

    /** At most {@link ParsedMessage#MAX_PREVIEW} characters; empty if the text has nothing to see. */
    static Optional<String> of(String text) {
        StringBuilder line = new StringBuilder(ParsedMessage.MAX_PREVIEW);
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                space = !line.isEmpty();
                continue;
            }
            if (line.length() + Character.charCount(c) + (space ? 1 : 0) > ParsedMessage.MAX_PREVIEW) {
                break;
            }
            line.append(space ? " " : "").appendCodePoint(c);
            space = false;
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.isSpaceChar(c)
                || c == 0x200B
                || c == 0xFEFF;
    }
}
