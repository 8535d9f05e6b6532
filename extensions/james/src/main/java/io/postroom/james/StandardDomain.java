package io.postroom.james;

import io.postroom.core.domain.OwnDomain;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.inbox.MailAccounts;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the installation's own domain needs at each start. */
public final class StandardDomain implements Startable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StandardDomain.class);

    private final MailAccounts accounts;
    private final OwnDomain domain;

    @Inject
    public StandardDomain(MailAccounts accounts, OwnDomain domain) {
        this.accounts = accounts;
        this.domain = domain;
    }

    /** Makes the mail server accept mail for it; does nothing if it does already. */
    public void makeKnown() {
        accounts.addDomain(domain.name());
    }

    /** Makes the key that signs its mail, so that the first mail need not wait for it; does nothing if there is one. */
    public void makeKey() {
        SigningKey key = domain.key();
        LOGGER.debug("mail from {} is signed under the selector {}", domain.name(), key.selector());
    }
}
