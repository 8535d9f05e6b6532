package io.postroom.core.page;

import io.postroom.core.error.RefusedException;
import io.postroom.core.text.UrlText;
import java.time.DateTimeException;
import java.time.Instant;

/** The opaque text form of a {@link PageKey}: base64url (RFC 4648 §5) of milliseconds, a space and the id. */
public final class PageToken {
    private PageToken() {}

    public static String encode(PageKey key) {
        String text = key.timestamp().toEpochMilli() + " " + key.id();
        return UrlText.base64(text);
    }

    /** @throws RefusedException if {@code token} is none of ours */
    public static PageKey decode(String token) {
        try {
            String text = UrlText.ofBase64(token);
            int space = text.indexOf(' ');
            if (space > 0) {
                return new PageKey(
                        Instant.ofEpochMilli(Long.parseLong(text.substring(0, space))), text.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
        throw refused();
    }

    private static RefusedException refused() {
        return RefusedException.invalid("page_token", "page_token is not a token of this list");
    }
}
