package io.postroom.core.thread;

import io.postroom.core.message.Message;
import io.postroom.core.message.ParsedMessage;
import java.util.Optional;

/**
 * A message with its texts and headers.
 *
 * @param parsed empty if its octets are gone from the mailbox
 */
public record OpenedMessage(Message message, Optional<ParsedMessage> parsed) {}
