package io.postroom.core.signup;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.CreateInbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListType;
import io.postroom.core.list.Lists;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * The organisation and the inbox of an agent that signs up, and the list that lets it write to one person only. Each step can be repeated.
 * Thread-safe; blocks.
 */
public final class Premises {
    /** Under which the inbox is made, so that it is made once. */
    private static final ClientId FIRST_INBOX = new ClientId("sign-up");

    /** What others take for the word of the server's operator (RFC 2142, CA/Browser Forum Baseline Requirements §3.2.2.4.4). */
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "admin",
            "administrator",
            "hostmaster",
            "info",
            "mailer-daemon",
            "no-reply",
            "noc",
            "noreply",
            "postmaster",
            "root",
            "security",
            "ssladmin",
            "support",
            "webmaster");

    private final SignUpStore store;
    private final OrganizationStore organizations;
    private final InboxStore addresses;
    private final Inboxes inboxes;
    private final Lists lists;
    private final Unverified unverified;
    private final Clock clock;

    public Premises(
            SignUpStore store,
            OrganizationStore organizations,
            InboxStore addresses,
            Inboxes inboxes,
            Lists lists,
            Unverified unverified,
            Clock clock) {
        this.store = store;
        this.organizations = organizations;
        this.addresses = addresses;
        this.inboxes = inboxes;
        this.lists = lists;
        this.unverified = unverified;
        this.clock = clock;
    }

    /** @throws RefusedException if somebody has the address, or none but the operator may have it */
    void requireFree(InboxId address) {
        if (RESERVED.contains(address.localPart()) || addresses.find(address).isPresent()) {
            throw inboxes.taken(address);
        }
    }

    /** Makes what is missing, the list before the inbox: there is never an inbox that may write to everybody. */
    Organization prepare(SignUp signUp) {
        OrganizationId id = signUp.organization();
        unverified.expect(id);
        Organization organization = organizations.find(id).orElseGet(() -> made(signUp));
        Caller server = Caller.serverFor(organization);
        lists.create(
                server,
                Direction.SEND,
                ListType.ALLOW,
                EntryName.parse(signUp.human()),
                Optional.of("Until the organization is verified"));
        try {
            inboxes.create(server, firstInbox(signUp));
        } catch (RefusedException somebodyWasQuicker) {
            lists.removeAll(organization);
            organizations.delete(id);
            store.delete(id);
            throw somebodyWasQuicker;
        }
        return organization;
    }

    private Organization made(SignUp signUp) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Organization made =
                new Organization(signUp.organization(), signUp.inbox().localPart(), false, now, now);
        organizations.save(made);
        return made;
    }

    private static CreateInbox firstInbox(SignUp signUp) {
        return new CreateInbox(
                Optional.of(signUp.inbox().localPart()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(FIRST_INBOX),
                Metadata.EMPTY);
    }

    /** Lets the organisation write to everybody. Nobody else could have put anything into its lists. */
    void open(Organization organization) {
        lists.removeAll(organization);
    }
}
