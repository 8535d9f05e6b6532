package io.postroom.james;

import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.inbox.MailDomains;
import javax.inject.Inject;
import org.apache.james.lifecycle.api.Startable;

/** Makes the mail server accept mail for the installation's own domain, at each start. */
public final class StandardDomain implements Startable {
    private final MailAccounts accounts;
    private final MailDomains domains;

    @Inject
    public StandardDomain(MailAccounts accounts, MailDomains domains) {
        this.accounts = accounts;
        this.domains = domains;
    }

    /** Does nothing if the domain is known already. */
    public void makeKnown() {
        accounts.addDomain(domains.standard());
    }
}
