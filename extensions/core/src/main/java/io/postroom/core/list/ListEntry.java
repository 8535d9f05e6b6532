package io.postroom.core.list;

import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody in a list.
 *
 * @param reason in the words of whoever made it; at most {@link #MAX_REASON} characters
 * @param readOnly whether the server made it, and only the operator takes it away; see {@link Suppression}
 * @param createdAt in milliseconds precision
 */
public record ListEntry(ListKey list, EntryName name, Optional<String> reason, boolean readOnly, Instant createdAt) {
    public static final int MAX_REASON = 1000;

    /** @throws IllegalArgumentException if {@code reason} is too long */
    public ListEntry {
        reason.ifPresent(ListEntry::checkedReason);
    }

    /**
     * The reason as it is.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public static String checkedReason(String reason) {
        if (reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a reason has at most " + MAX_REASON + " characters");
        }
        return reason;
    }

    /** An entry that somebody made. */
    public ListEntry(ListKey list, EntryName name, Optional<String> reason, Instant createdAt) {
        this(list, name, reason, false, createdAt);
    }

    /** The entry as which an organisation's suppression is shown. */
    static ListEntry of(ListKey list, Suppression suppression) {
        String reason = suppression.cause() == Suppression.Cause.BOUNCE
                ? "Mail bounced: " + suppression.detail()
                : "Mail was complained of: " + suppression.detail();
        return new ListEntry(
                list, new EntryName(suppression.address()), Optional.of(reason), true, suppression.createdAt());
    }

    ListEntry withReason(Optional<String> other) {
        return new ListEntry(list, name, other, readOnly, createdAt);
    }

    /** Its place in its list, which is ordered by name. */
    PageKey place() {
        return new PageKey(Instant.EPOCH, name.value());
    }
}
