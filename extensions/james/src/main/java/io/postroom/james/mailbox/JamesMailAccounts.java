package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.message.Folder;
import io.postroom.core.secret.Tokens;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.user.api.AlreadyExistInUsersRepositoryException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.model.User;

/** James' users, each with the standard mailboxes. Thread-safe; every call can be repeated after it was interrupted. */
public final class JamesMailAccounts implements MailAccounts {
    private final UsersRepository users;
    private final DomainList domains;
    private final MailboxManager mailboxes;
    private final SubscriptionManager subscriptions;
    private final JamesMailboxes folders;
    private final Tokens tokens;

    @Inject
    public JamesMailAccounts(
            UsersRepository users,
            DomainList domains,
            MailboxManager mailboxes,
            SubscriptionManager subscriptions,
            JamesMailboxes folders,
            Tokens tokens) {
        this.users = users;
        this.domains = domains;
        this.mailboxes = mailboxes;
        this.subscriptions = subscriptions;
        this.folders = folders;
        this.tokens = tokens;
    }

    @Override
    public void create(InboxId inbox) {
        MailboxSession session = OwnSessions.of(inbox);
        for (Folder folder : Folder.values()) {
            folders.openOrCreate(inbox, folder, session);
        }
        if (!StorageCalls.run(() -> users.contains(user(inbox)))) {
            StorageCalls.run(() -> addUser(inbox));
        }
    }

    private boolean addUser(InboxId inbox) throws Exception {
        try {
            users.addUser(user(inbox), tokens.next());
            return true;
        } catch (AlreadyExistInUsersRepositoryException addedMeanwhile) {
            return false;
        }
    }

    @Override
    public void setPassword(InboxId inbox, String password) {
        if (!StorageCalls.run(() -> users.contains(user(inbox)))) {
            create(inbox); // its creation was interrupted
        }
        StorageCalls.run(() -> {
            User user = users.getUserByName(user(inbox));
            user.setPassword(password);
            users.updateUser(user);
            return user;
        });
    }

    /** The user goes first, so that no mail and no client comes in while the mailboxes are removed. */
    @Override
    public void delete(InboxId inbox) {
        StorageCalls.run(() -> {
            boolean exists = users.contains(user(inbox));
            if (exists) {
                users.removeUser(user(inbox));
            }
            return exists;
        });
        MailboxSession session = OwnSessions.of(inbox);
        StorageCalls.run(() -> List.copyOf(subscriptions.subscriptions(session)))
                .forEach(path -> StorageCalls.run(() -> unsubscribe(path, session)));
        folders.paths(inbox, session).forEach(path -> StorageCalls.run(() -> deleteMailbox(path, session)));
    }

    private boolean unsubscribe(MailboxPath path, MailboxSession session) throws Exception {
        subscriptions.unsubscribe(session, path);
        return true;
    }

    private boolean deleteMailbox(MailboxPath path, MailboxSession session) throws Exception {
        try {
            mailboxes.deleteMailbox(path, session);
            return true;
        } catch (MailboxNotFoundException deletedMeanwhile) {
            return false;
        }
    }

    @Override
    public void addDomain(MailDomain domain) {
        StorageCalls.run(() -> {
            boolean isNew = !domains.containsDomain(Domain.of(domain.value()));
            if (isNew) {
                domains.addDomain(Domain.of(domain.value()));
            }
            return isNew;
        });
    }

    @Override
    public void removeDomain(MailDomain domain) {
        StorageCalls.run(() -> {
            boolean isKnown = domains.containsDomain(Domain.of(domain.value()));
            if (isKnown) {
                domains.removeDomain(Domain.of(domain.value()));
            }
            return isKnown;
        });
    }

    @Override
    public List<MailDomain> domainsUnder(MailDomain domain) {
        return StorageCalls.run(domains::getDomains).stream()
                .map(Domain::name)
                .filter(name -> name.endsWith("." + domain))
                .map(MailDomain::new)
                .toList();
    }

    private static Username user(InboxId inbox) {
        return Username.of(inbox.value());
    }
}
