package io.postroom.core.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.ThreadId;
import java.util.List;

/**
 * How the mail server notes of a mail which message of ours it carries out: an attribute, which stays inside the server, so that nobody can
 * forge it from outside.
 */
public final class OutgoingMark {
    /** The attribute's name; its value is a collection of strings. */
    public static final String ATTRIBUTE = "io.postroom.outgoing";

    /** The name of the attribute that holds the mail's {@link Passage}; its value is a collection of strings. */
    public static final String PASSAGE = "io.postroom.passage";

    /** The name of the attribute that says which organisation's mail it is; its value is a string. */
    public static final String ORGANIZATION = "io.postroom.organization";

    /** The name of the attribute that says which inbox is the author of a mail without a sender; its value is a string. */
    public static final String AUTHOR = "io.postroom.author";

    private OutgoingMark() {}

    public static List<String> write(MessageRef message) {
        return List.of(
                message.inbox().value(), message.id().value(), message.thread().toString());
    }

    /** What {@link #write} has written. */
    public static MessageRef read(List<String> parts) {
        return new MessageRef(new InboxId(parts.get(0)), new MessageId(parts.get(1)), ThreadId.parse(parts.get(2)));
    }
}
