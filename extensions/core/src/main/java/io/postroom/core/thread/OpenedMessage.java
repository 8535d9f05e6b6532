package io.postroom.core.thread;

import io.postroom.core.message.Message;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.Reading;
import java.util.Optional;

/**
 * A message with its texts and headers.
 *
 * @param parsed empty if its octets are gone from the mailbox
 * @param reading what was found out about it; nothing if they are gone
 */
public record OpenedMessage(Message message, Optional<ParsedMessage> parsed, Reading reading) {}
