package io.postroom.core.send;

import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;

/** A message that was taken for delivery. */
public record SentMessage(MessageId id, ThreadId thread) {}
