package io.postroom.core.message;

import java.time.Instant;

/**
 * A message as the mail server has it.
 *
 * @param labels from its flags, keywords and mailbox
 * @param receivedAt its internal date
 */
public record StoredMail(MailboxMessageId id, Labels labels, Instant receivedAt, RawMessage raw) {}
