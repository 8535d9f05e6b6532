package io.postroom.core.message;

import io.postroom.core.error.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * A word on a message, compared exactly as written.
 *
 * <p>1 to {@link #MAX_CHARACTERS} characters, no control characters, not only white space; its {@linkplain LabelKeyword keyword} form
 * fits a JMAP keyword.
 */
public record Label(String value) implements Comparable<Label> {
    public static final int MAX_CHARACTERS = 64;

    public static final Label RECEIVED = new Label("received");
    public static final Label SENT = new Label("sent");
    public static final Label UNREAD = new Label("unread");
    public static final Label READ = new Label("read");
    public static final Label STARRED = new Label("starred");
    public static final Label SPAM = new Label("spam");
    public static final Label TRASH = new Label("trash");
    public static final Label ARCHIVED = new Label("archived");
    public static final Label BLOCKED = new Label("blocked");
    public static final Label UNAUTHENTICATED = new Label("unauthenticated");
    public static final Label DRAFT = new Label("draft");
    public static final Label SCHEDULED = new Label("scheduled");
    public static final Label BOUNCED = new Label("bounced");
    public static final Label DELIVERED = new Label("delivered");
    public static final Label COMPLAINED = new Label("complained");
    public static final Label CANCELLED = new Label("cancelled");
    public static final Label REJECTED = new Label("rejected");
    public static final Label MALFORMED = new Label("malformed");
    public static final Label DUPLICATE = new Label("duplicate");
    public static final Label BOUNCE = new Label("bounce");
    public static final Label AUTO_REPLY = new Label("auto-reply");
    public static final Label LIST = new Label("list");
    public static final Label CALENDAR = new Label("calendar");
    public static final Label LOOP = new Label("loop");
    public static final Label VERIFIED = new Label("verified");

    /** @throws RefusedException if {@code value} is not as the class describes */
    public Label {
        if (value.isBlank() || value.codePointCount(0, value.length()) > MAX_CHARACTERS) {
            throw RefusedException.invalid("labels", "a label has 1 to " + MAX_CHARACTERS + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl) || !isWellFormed(value)) {
            throw RefusedException.invalid("labels", "a label has no control characters");
        }
        if (LabelKeyword.encode(value).length() > LabelKeyword.MAX_LENGTH) {
            throw RefusedException.invalid("labels", "the label is too long for a mail client's keyword");
        }
    }

    private static boolean isWellFormed(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** The IMAP and JMAP keyword that stands for this label. */
    public String keyword() {
        return LabelKeyword.encode(value);
    }

    @Override
    public int compareTo(Label other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
