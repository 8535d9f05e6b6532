package io.postroom.core.thread;

import io.postroom.core.extract.Extraction;
import io.postroom.core.message.Message;
import io.postroom.core.message.ParsedMessage;
import java.util.Optional;

/**
 * A message with its texts and headers.
 *
 * @param parsed empty if its octets are gone from the mailbox
 * @param extraction what was read out of the texts; nothing if they are gone
 */
public record OpenedMessage(Message message, Optional<ParsedMessage> parsed, Extraction extraction) {}
