package io.postroom.core.event;

import io.postroom.core.domain.Domain;
import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;

/** What an event tells, by kind. */
public sealed interface EventBody {
    /** A message came in: its row and its thread's as they were then. The texts stay in the mailbox. */
    record Received(Message message, ThreadSummary thread) implements EventBody {}

    /** A domain is verified: as it was then. */
    record DomainVerified(Domain domain) implements EventBody {}
}
