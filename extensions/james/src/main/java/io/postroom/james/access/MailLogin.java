package io.postroom.james.access;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.Permission;
import io.postroom.core.domain.Recipients;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.signup.Unverified;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Judges a name and a password that a mail client presents. The password is the mailbox's own, or an API key whose scope covers the
 * inbox and that carries the permission; nothing opens an inbox of an
 * organisation that is suspended, or not verified yet: what mail clients send is not counted. Users of James that are no inboxes have
 * their password only.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}. No secret is compared here: a key is
 * looked up by its hash, a password is James' to check. Nothing is logged.
 */
public final class MailLogin {
    /** What became of an attempt to log in. */
    public enum Verdict {
        WELCOME,
        REFUSED,
        /** The name is no inbox of ours; James alone decides. */
        NOT_OURS
    }

    private final InboxStore inboxes;
    private final Recipients recipients;
    private final OrganizationStore organizations;
    private final ApiKeys keys;
    private final UsersRepository users;
    private final Unverified unverified;

    @Inject
    public MailLogin(
            InboxStore inboxes,
            Recipients recipients,
            OrganizationStore organizations,
            ApiKeys keys,
            UsersRepository users,
            Unverified unverified) {
        this.inboxes = inboxes;
        this.recipients = recipients;
        this.organizations = organizations;
        this.keys = keys;
        this.users = users;
        this.unverified = unverified;
    }

    /** @throws UsersRepositoryException if James cannot check the password */
    public Verdict judge(Username name, String password, Permission permission) throws UsersRepositoryException {
        Optional<Inbox> inbox = inboxOf(name);
        if (inbox.isEmpty()) {
            return Verdict.NOT_OURS;
        }
        boolean active = organizations
                .find(inbox.get().organization())
                .filter(organization -> !organization.suspended() && !unverified.includes(organization.id()))
                .isPresent();
        boolean welcome = active && (isKeyFor(inbox.get(), password, permission) || users.test(name, password));
        return welcome ? Verdict.WELCOME : Verdict.REFUSED;
    }

    /** As {@link #judge}, also for users that are no inboxes. */
    public boolean permits(Username name, String password, Permission permission) throws UsersRepositoryException {
        return switch (judge(name, password, permission)) {
            case WELCOME -> true;
            case REFUSED -> false;
            case NOT_OURS -> users.test(name, password);
        };
    }

    /** The organisation whose inbox gets mail for the address; empty if none does. */
    public Optional<Organization> organizationOf(Username name) {
        return recipients.find(name.asString()).flatMap(inbox -> organizations.findRecent(inbox.organization()));
    }

    private Optional<Inbox> inboxOf(Username name) {
        return InboxId.tryParse(name.asString()).flatMap(inboxes::find);
    }

    private boolean isKeyFor(Inbox inbox, String secret, Permission permission) {
        try {
            var caller = keys.authenticate(secret);
            return caller.covers(inbox.organization(), inbox.pod(), inbox.id()) && caller.may(permission);
        } catch (RefusedException noLivingKey) {
            return false;
        }
    }
}
