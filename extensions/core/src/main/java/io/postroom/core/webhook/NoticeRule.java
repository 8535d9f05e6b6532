package io.postroom.core.webhook;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A rule by which an inbox tells of mail that comes in, as its owner wrote it.
 *
 * @param id the owner's, unique within the inbox
 * @param name may be empty
 * @param enabled if not, it tells of nothing, whatever its channels say
 */
public record NoticeRule(
        String id, String name, boolean enabled, NoticeFilter filter, WebhookChannel webhook, EmailChannel email) {

    /** Whom it calls. */
    public record WebhookChannel(boolean enabled, Optional<URI> url) {}

    /** @param recipients whom it writes to, mailboxes */
    public record EmailChannel(boolean enabled, List<String> recipients) {
        public EmailChannel {
            recipients = List.copyOf(recipients);
        }
    }
}
