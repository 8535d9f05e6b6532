package io.postroom.core.draft;

import io.postroom.core.message.MessageId;

/** What a draft is to be; settled when it is made. */
public sealed interface DraftKind {
    /** A message that answers none. */
    record Plain() implements DraftKind {}

    record Reply(MessageId answered) implements DraftKind {}

    record Forward(MessageId forwarded) implements DraftKind {}

    DraftKind PLAIN = new Plain();
}
