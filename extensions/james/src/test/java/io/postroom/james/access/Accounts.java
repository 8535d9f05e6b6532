package io.postroom.james.access;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.InboxId;
import io.postroom.core.domain.Recipients;
import io.postroom.core.secret.Tokens;
import io.postroom.core.signup.Unverified;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemorySignUpStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.user.memory.MemoryUsersRepository;

/** Users of James in memory: the inbox of the fixtures with the password {@value #PASSWORD}, and one user that is no inbox. */
public final class Accounts {
    public static final String PASSWORD = "the mailbox's own password";
    public static final Username SUPPORT = Username.of(Fixtures.SUPPORT.value());
    public static final Username OPERATOR = Username.of("operator@agents.example");

    public final MemoryInboxStore inboxes = new MemoryInboxStore();
    public final MemoryDomainStore domainStore = new MemoryDomainStore();
    public final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    public final MemoryApiKeyStore keys = new MemoryApiKeyStore();
    public final MemorySignUpStore signUps = new MemorySignUpStore();
    public final MailLogin login;

    public Accounts() throws Exception {
        MemoryDomainList domains = new MemoryDomainList(null);
        domains.configure(org.apache.james.domainlist.lib.DomainListConfiguration.DEFAULT);
        domains.addDomain(Domain.of("agents.example"));
        MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
        users.addUser(SUPPORT, PASSWORD);
        users.addUser(OPERATOR, PASSWORD);
        organizations.save(Fixtures.organization());
        inboxes.create(Fixtures.inbox(new InboxId(SUPPORT.asString())));
        login = new MailLogin(
                inboxes,
                new Recipients(inboxes, domainStore),
                organizations,
                new ApiKeys(keys, organizations, new Tokens(), new FixedClock()),
                users,
                new Unverified(signUps));
    }

    public void suspend() {
        organizations.save(Fixtures.organization().withSuspended(true, Fixtures.NOW));
    }
}
