package io.postroom.core.send;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.RawMessage;
import java.time.Duration;
import java.util.List;

/**
 * A mail that is to leave.
 *
 * @param message what it is a copy of; the mail server keeps that with it
 * @param organization whose it is
 * @param recipients mailboxes, each once
 * @param delay how long it waits in the queue at least
 */
public record Parcel(
        MessageRef message,
        OrganizationId organization,
        List<String> recipients,
        RawMessage raw,
        Passage passage,
        Duration delay) {
    public Parcel {
        recipients = List.copyOf(recipients);
    }
}
