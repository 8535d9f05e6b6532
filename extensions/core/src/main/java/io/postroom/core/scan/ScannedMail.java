package io.postroom.core.scan;

import io.postroom.core.message.RawMessage;
import java.util.List;
import java.util.Optional;

/**
 * A mail that a scanner is asked about.
 *
 * @param name of the mail in this server, for logs
 * @param peer the address of the machine that handed it in; empty if that is not known
 * @param sender of its envelope; the empty string for {@code MAIL FROM:<>}
 * @param recipients of its envelope
 */
public record ScannedMail(
        String name,
        RawMessage raw,
        Optional<String> peer,
        Optional<String> helo,
        String sender,
        List<String> recipients) {
    private static final int MOST_RECIPIENTS = 100;

    public ScannedMail {
        recipients = List.copyOf(recipients.subList(0, Math.min(recipients.size(), MOST_RECIPIENTS)));
    }
}
