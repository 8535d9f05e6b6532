package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.secret.Tokens;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JamesMailAccountsTest {
    private static final Username USER = Username.of(Fixtures.SUPPORT.value());

    private final MemoryJames james = new MemoryJames();
    private final MemoryDomainList domains = new MemoryDomainList(null);
    private final MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
    private final StoreSubscriptionManager subscriptions = new StoreSubscriptionManager(
            james.mailboxes.getMapperFactory(), james.mailboxes.getMapperFactory(), james.resources.getEventBus());
    private final JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, james.messages);
    private final JamesMailAccounts accounts =
            new JamesMailAccounts(users, domains, james.mailboxes, subscriptions, mailboxes, new Tokens());

    @BeforeEach
    void addTheDomain() throws Exception {
        domains.configure(DomainListConfiguration.DEFAULT);
        accounts.addDomain(new MailDomain("agents.example"));
    }

    @Test
    void addsADomainOnce() throws Exception {
        accounts.addDomain(new MailDomain("agents.example"));

        assertThat(domains.containsDomain(Domain.of("agents.example"))).isTrue();
    }

    @Test
    void makesAUserWithTheStandardMailboxes() throws Exception {
        accounts.create(Fixtures.SUPPORT);
        accounts.create(Fixtures.SUPPORT);

        assertThat(users.contains(USER)).isTrue();
        assertThat(users.test(USER, "")).isFalse();
        assertThat(mailboxes.paths(Fixtures.SUPPORT, james.client(Fixtures.SUPPORT)).stream()
                        .map(MailboxPath::getName))
                .containsExactlyInAnyOrderElementsOf(names());
        assertThat(subscriptions.subscriptions(james.client(Fixtures.SUPPORT)).stream()
                        .map(MailboxPath::getName))
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void setsThePassword() throws Exception {
        accounts.create(Fixtures.SUPPORT);
        accounts.setPassword(Fixtures.SUPPORT, "correct horse battery staple");

        assertThat(users.test(USER, "correct horse battery staple")).isTrue();
    }

    @Test
    void setsThePasswordOfAUserWhoseCreationWasInterrupted() throws Exception {
        accounts.setPassword(Fixtures.SUPPORT, "correct horse battery staple");

        assertThat(users.test(USER, "correct horse battery staple")).isTrue();
    }

    @Test
    void removesTheUserWithAllMail() throws Exception {
        accounts.create(Fixtures.SUPPORT);
        accounts.create(Fixtures.SALES);
        mailboxes.append(Fixtures.SUPPORT, TextMessage.of("Subject: x\n\n"), Labels.of(Label.RECEIVED), Fixtures.NOW);

        accounts.delete(Fixtures.SUPPORT);
        accounts.delete(Fixtures.SUPPORT);

        assertThat(users.contains(USER)).isFalse();
        assertThat(mailboxes.paths(Fixtures.SUPPORT, james.client(Fixtures.SUPPORT)))
                .isEmpty();
        assertThat(mailboxes.paths(Fixtures.SALES, james.client(Fixtures.SALES)))
                .hasSize(Folder.values().length);
        assertThat(subscriptions.subscriptions(james.client(Fixtures.SUPPORT))).isEmpty();
        assertThat(users.contains(Username.of(Fixtures.SALES.value()))).isTrue();
    }

    private static List<String> names() {
        return Stream.of(Folder.values()).map(Folder::mailboxName).toList();
    }
}
