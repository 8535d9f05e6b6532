package io.postroom.core.message;

import io.postroom.core.account.InboxId;

/** Which message, in which inbox and thread. */
public record MessageRef(InboxId inbox, MessageId id, ThreadId thread) {
    public static MessageRef of(Message message) {
        return new MessageRef(message.inbox(), message.id(), message.thread());
    }
}
