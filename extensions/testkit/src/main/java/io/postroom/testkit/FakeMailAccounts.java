package io.postroom.testkit;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.inbox.MailAccounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mail server's users in a map. Thread-safe. */
public final class FakeMailAccounts implements MailAccounts {
    private final Map<InboxId, Optional<String>> passwords = new ConcurrentHashMap<>();
    private final Set<MailDomain> domains = ConcurrentHashMap.newKeySet();
    private final Outage outage = new Outage();

    /** Lets calls fail as if the server were down. */
    public Outage outage() {
        return outage;
    }

    public boolean exists(InboxId inbox) {
        return passwords.containsKey(inbox);
    }

    /** Empty if there is no such user or nobody has set its password. */
    public Optional<String> passwordOf(InboxId inbox) {
        return passwords.getOrDefault(inbox, Optional.empty());
    }

    public Set<MailDomain> domains() {
        return Set.copyOf(domains);
    }

    @Override
    public void create(InboxId inbox) {
        outage.check();
        passwords.putIfAbsent(inbox, Optional.empty());
    }

    /** @throws IllegalStateException if there is no such user */
    @Override
    public void setPassword(InboxId inbox, String password) {
        outage.check();
        if (passwords.replace(inbox, Optional.of(password)) == null) {
            throw new IllegalStateException("no such user");
        }
    }

    @Override
    public void delete(InboxId inbox) {
        outage.check();
        passwords.remove(inbox);
    }

    @Override
    public void addDomain(MailDomain domain) {
        outage.check();
        domains.add(domain);
    }

    @Override
    public void removeDomain(MailDomain domain) {
        outage.check();
        domains.remove(domain);
    }

    @Override
    public List<MailDomain> domainsUnder(MailDomain domain) {
        outage.check();
        return domains.stream()
                .filter(other -> other.value().endsWith("." + domain))
                .toList();
    }
}
