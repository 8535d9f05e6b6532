package io.postroom.core.search;

import io.postroom.core.message.Message;
import java.util.Optional;

/** Where the texts of messages come from, as {@link SearchText} makes them. */
@FunctionalInterface
public interface MessageTexts {
    /** What is searched of the message's text; empty if its octets are gone. Blocks; see {@link io.postroom.core.message.Mailboxes}. */
    Optional<String> of(Message message);
}
