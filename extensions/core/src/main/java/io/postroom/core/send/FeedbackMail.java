package io.postroom.core.send;

import io.postroom.core.domain.DomainRights;
import io.postroom.core.inbox.Inbox;
import java.util.Optional;

/**
 * Whether an inbox also gets as mail what it is told by event: bounces and complaints. The owner of its domain chose; in the installation's
 * own domain nobody did.
 *
 * <p>Thread-safe; blocks as the store of domains does.
 */
public final class FeedbackMail {
    private final DomainRights domains;

    public FeedbackMail(DomainRights domains) {
        this.domains = domains;
    }

    /** Whether a report that another server wrote is put into the inbox once its events are in the log; unless somebody refused, it is. */
    public boolean keepsReports(Inbox inbox) {
        return choice(inbox).orElse(true);
    }

    /** Whether this server writes a report to the inbox of mail that was sent over the API; unless somebody asked for it, it does not. */
    public boolean wantsReports(Inbox inbox) {
        return choice(inbox).orElse(false);
    }

    private Optional<Boolean> choice(Inbox inbox) {
        return domains.covering(inbox.organization(), inbox.id().domain())
                .map(domain -> domain.options().feedback());
    }
}
