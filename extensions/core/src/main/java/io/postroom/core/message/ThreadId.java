package io.postroom.core.message;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.Digest;
import java.util.UUID;

/** The id of a thread. */
public record ThreadId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static ThreadId parse(String text) {
        return new ThreadId(UUID.fromString(text));
    }

    /** The thread that {@code first} begins; the same for the same message, so that a repeated delivery finds it again. */
    public static ThreadId startedBy(InboxId inbox, MessageId first) {
        return new ThreadId(
                Digest.sha256("thread", inbox.value(), first.value()).toUuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
