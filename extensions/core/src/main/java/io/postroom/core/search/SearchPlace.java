package io.postroom.core.search;

import io.postroom.core.error.RefusedException;
import io.postroom.core.text.UrlText;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The place of one result among those of a query: by relevance, then time, the newest first, then id.
 *
 * @param id of the message, a space and its inbox: decides between messages of the same millisecond
 */
public record SearchPlace(int relevance, Instant timestamp, String id) implements Comparable<SearchPlace> {
    /** That of a message. */
    public static SearchPlace of(int relevance, Indexed message) {
        return new SearchPlace(
                relevance,
                message.timestamp(),
                message.key().id() + " " + message.key().inbox());
    }

    /** As opaque text: base64url (RFC 4648 §5) of the relevance, milliseconds and the id. */
    public String token() {
        String text = relevance + " " + timestamp.toEpochMilli() + " " + id;
        return UrlText.base64(text);
    }

    /** @throws RefusedException if {@code token} is none of ours */
    public static SearchPlace parse(String token) {
        try {
            String text = UrlText.ofBase64(token);
            String[] parts = text.split(" ", 3);
            if (parts.length == 3) {
                return new SearchPlace(
                        Integer.parseInt(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
        throw refused();
    }

    private static RefusedException refused() {
        return RefusedException.invalid("page_token", "page_token is not a token of this search");
    }

    /** The better one comes first. */
    @Override
    public int compareTo(SearchPlace other) {
        if (relevance != other.relevance) {
            return Integer.compare(other.relevance, relevance);
        }
        int byTime = other.timestamp.compareTo(timestamp);
        return byTime == 0 ? other.id.compareTo(id) : byTime;
    }
}
