package io.postroom.james.mime;

import java.util.Optional;

/** Makes the file name a sender gave safe to show and to save. */
final class FileNames {
    private static final int MAX_CHARACTERS = 255;

    private FileNames() {}

    /** Without directories of any system and without characters that control; empty if nothing is left. */
    static Optional<String> sanitize(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder safe = new StringBuilder(last.length());
        last.codePoints().filter(c -> !controls(c)).limit(MAX_CHARACTERS).forEach(safe::appendCodePoint);
        String result = safe.toString().strip();
        return result.isEmpty() || result.equals(".") || result.equals("..") ? Optional.empty() : Optional.of(result);
    }

    /** Control characters, and those that turn the direction of writing, which can make {@code exe} look like {@code txt}. */
    private static boolean controls(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c == 0x061C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
