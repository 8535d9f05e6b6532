package io.postroom.core.inbox;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Pods;
import io.postroom.core.account.Quota;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Numbered;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates, shows, changes and removes inboxes. Thread-safe; calls block. */
public final class Inboxes {
    private static final String KIND = "Inbox";
    private static final int RANDOM_NAME_ATTEMPTS = 8;
    private static final int SUGGESTIONS = 3;
    private static final int MAX_STEM = 40; // with a hyphen and a random name it is a local part of legal length
    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 256;

    private final InboxStore inboxes;
    private final PodStore pods;
    private final MailAccounts accounts;
    private final InboxRemoval removal;
    private final MailDomains domains;
    private final RandomNames names;
    private final Quota quota;
    private final Clock clock;

    /** @param quota how many inboxes an organisation may have */
    public Inboxes(
            InboxStore inboxes,
            PodStore pods,
            MailAccounts accounts,
            InboxRemoval removal,
            MailDomains domains,
            RandomNames names,
            Quota quota,
            Clock clock) {
        this.inboxes = inboxes;
        this.pods = pods;
        this.accounts = accounts;
        this.removal = removal;
        this.domains = domains;
        this.names = names;
        this.quota = quota;
        this.clock = clock;
    }

    /**
     * Creates an inbox in the caller's pod, or in the default pod for a caller of the whole organisation; a repeated client id gets the
     * inbox made for it first.
     *
     * @throws RefusedException {@link Reason#ALREADY_EXISTS} with suggestions if the address is taken, {@link Reason#UNPROCESSABLE} if
     *     the domain is not the organisation's, {@link Reason#CONFLICT} if the pod is being deleted, {@link Reason#LIMIT_EXCEEDED} if the
     *     organisation may have no more
     */
    public Inbox create(Caller caller, CreateInbox wish) {
        caller.require(Permission.INBOX_CREATE);
        return create(caller, podOf(caller), wish);
    }

    private static PodId podOf(Caller caller) {
        caller.requireMoreThanAnInbox();
        return caller.scope().withinPod().orElse(caller.organization().defaultPod());
    }

    private Inbox create(Caller caller, PodId pod, CreateInbox wish) {
        OrganizationId organization = caller.organization().id();
        Optional<Inbox> known = wish.clientId().flatMap(id -> inboxes.findByClientId(organization, id));
        if (known.isPresent()) {
            return finished(visible(caller, known.get()));
        }
        MailDomain domain = permittedDomain(organization, pod, wish);
        checkDisplayName(wish.displayName());
        return quota.with(organization, () -> inboxes.count(organization), () -> create(caller, domain, pod, wish));
    }

    private Inbox create(Caller caller, MailDomain domain, PodId pod, CreateInbox wish) {
        OrganizationId organization = caller.organization().id();
        int attempts = wish.username().isPresent() ? 1 : RANDOM_NAME_ATTEMPTS;
        for (int attempt = 0; attempt < attempts; attempt++) {
            InboxId address = address(wish.username().orElseGet(names::next), domain);
            Inbox inbox = newInbox(address, organization, pod, wish);
            InboxStore.Creation creation = inboxes.create(inbox);
            if (creation instanceof InboxStore.Creation.Created) {
                return finished(stillPermitted(pod, inbox));
            }
            if (creation instanceof InboxStore.Creation.ClientIdTaken taken) {
                return finished(visible(caller, taken.existing()));
            }
        }
        throw taken(wish.username().orElse(""), domain);
    }

    /**
     * Its pod or its domain may have gone between the first look and the inbox; whoever removes one looks for inboxes after closing it.
     * Nobody finds the inbox before its mailboxes are made, so it can be taken back.
     */
    private Inbox stillPermitted(PodId pod, Inbox inbox) {
        if (!pods.isOpen(inbox.organization(), pod)) {
            inboxes.delete(inbox);
            throw Pods.closing();
        }
        if (!domains.permits(inbox.organization(), inbox.pod(), inbox.id().domain())) {
            inboxes.delete(inbox);
            throw notPermitted(inbox.id().domain());
        }
        return inbox;
    }

    /**
     * A crash may have left an inbox without its mailboxes: making them again costs little and does no harm. A subdomain becomes known to
     * the mail server with its first inbox.
     */
    private Inbox finished(Inbox inbox) {
        accounts.addDomain(inbox.id().domain());
        accounts.create(inbox.id());
        return inbox;
    }

    private static Inbox visible(Caller caller, Inbox inbox) {
        if (!caller.covers(inbox.organization(), inbox.pod(), inbox.id())) {
            throw new RefusedException(Reason.ALREADY_EXISTS, "The client_id is taken");
        }
        return inbox;
    }

    private Inbox newInbox(InboxId address, OrganizationId organization, PodId pod, CreateInbox wish) {
        Instant now = now();
        return new Inbox(address, organization, pod, wish.displayName(), wish.clientId(), wish.metadata(), now, now);
    }

    private MailDomain permittedDomain(OrganizationId organization, PodId pod, CreateInbox wish) {
        MailDomain domain;
        try {
            domain = wish.domain().map(MailDomain::new).orElseGet(domains::standard);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("domain", "domain is not a domain name");
        }
        if (!domains.permits(organization, pod, domain)) {
            throw notPermitted(domain);
        }
        return domain;
    }

    private static RefusedException notPermitted(MailDomain domain) {
        return new RefusedException(
                Reason.UNPROCESSABLE, "The domain " + domain + " is not verified for this organization");
    }

    private static InboxId address(String username, MailDomain domain) {
        try {
            InboxId address = new InboxId(username + "@" + domain);
            if (!username.contains("+") && !username.contains("@") && !username.contains("/")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw badUsername();
        }
        throw badUsername();
    }

    /**
     * The address that an inbox of this name in the server's own domain has.
     *
     * @throws RefusedException if the name cannot be one
     */
    public InboxId addressOf(String username) {
        return address(username, domains.standard());
    }

    private static RefusedException badUsername() {
        return RefusedException.invalid(
                "username", "username has 1 to 64 characters and is the local part of an address, without + and /");
    }

    /** The refusal of an address that somebody has, with others that are free. */
    public RefusedException taken(InboxId address) {
        return taken(address.localPart(), address.domain());
    }

    private RefusedException taken(String username, MailDomain domain) {
        String stem = username.substring(0, Math.min(username.length(), MAX_STEM));
        List<String> free = Stream.generate(names::next)
                .limit(RANDOM_NAME_ATTEMPTS)
                .map(name -> stem.isEmpty() ? name : stem + "-" + name)
                .filter(name -> inboxes.find(new InboxId(name + "@" + domain)).isEmpty())
                .limit(SUGGESTIONS)
                .toList();
        return new RefusedException(Reason.ALREADY_EXISTS, "The address is taken", List.of(), free);
    }

    /** Those the caller can see, ordered by creation time. */
    public Page<Inbox> list(Caller caller, PageRequest request) {
        caller.require(Permission.INBOX_READ);
        if (caller.scope() instanceof Scope.OneInbox one) {
            return new Page<>(inboxes.find(one.inbox()).stream().toList(), Optional.empty());
        }
        if (caller.scope() instanceof Scope.OnePod one) {
            return inboxes.list(caller.organization().id(), one.pod(), request);
        }
        return inboxes.list(caller.organization().id(), request);
    }

    /** A page of the same by number, the newest first. */
    public Numbered<Inbox> list(Caller caller, PageNumber page) {
        caller.require(Permission.INBOX_READ);
        return Numbered.walk(count(caller), page, request -> list(caller, request));
    }

    /** How many inboxes there are where the caller reaches. */
    public int count(Caller caller) {
        if (caller.scope() instanceof Scope.OneInbox) {
            return 1;
        }
        OrganizationId organization = caller.organization().id();
        return caller.scope()
                .withinPod()
                .map(pod -> inboxes.count(organization, pod))
                .orElseGet(() -> inboxes.count(organization));
    }

    /** How many inboxes an organisation may have; empty if there is no limit. */
    public Optional<Integer> limit() {
        return quota.most();
    }

    public Inbox get(Caller caller, InboxId id) {
        return require(caller, id, Permission.INBOX_READ);
    }

    /**
     * The inbox, for a caller that may do this with it.
     *
     * @throws RefusedException {@link Reason#MISSING_PERMISSION}, or {@link Reason#NOT_FOUND} for an unknown and a foreign one alike
     */
    public Inbox require(Caller caller, InboxId id, Permission permission) {
        caller.require(permission);
        return find(caller, id);
    }

    /**
     * The caller, confined to an inbox.
     *
     * @throws RefusedException {@link Reason#NOT_FOUND} for an unknown and a foreign one alike
     */
    public Caller enter(Caller caller, InboxId id) {
        Inbox inbox = find(caller, id);
        return caller.within(new Scope.OneInbox(inbox.pod(), inbox.id()));
    }

    private Inbox find(Caller caller, InboxId id) {
        return inboxes.find(id)
                .filter(inbox -> caller.covers(inbox.organization(), inbox.pod(), inbox.id()))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    public Inbox update(Caller caller, InboxId id, UpdateInbox change) {
        Inbox before = require(caller, id, Permission.INBOX_UPDATE);
        checkDisplayName(change.displayName());
        Inbox after = new Inbox(
                before.id(),
                before.organization(),
                before.pod(),
                change.displayName().or(before::displayName),
                before.clientId(),
                changed(before.metadata(), change.metadata()),
                before.createdAt(),
                now());
        inboxes.update(after);
        return after;
    }

    private static Metadata changed(Metadata metadata, UpdateInbox.MetadataChange change) {
        if (change instanceof UpdateInbox.MetadataChange.Merge merge) {
            return metadata.merge(merge.values());
        }
        return change instanceof UpdateInbox.MetadataChange.Clear ? Metadata.EMPTY : metadata;
    }

    private static void checkDisplayName(Optional<String> displayName) {
        displayName.ifPresent(name -> {
            if (name.length() > Inbox.MAX_DISPLAY_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw RefusedException.invalid(
                        "display_name",
                        "display_name has at most " + Inbox.MAX_DISPLAY_NAME + " characters and no control characters");
            }
        });
    }

    /** Sets the password for IMAP, SMTP and JMAP. */
    public void setPassword(Caller caller, InboxId id, String password) {
        Inbox inbox = require(caller, id, Permission.INBOX_UPDATE);
        if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
            throw RefusedException.invalid(
                    "password", "password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters");
        }
        accounts.setPassword(inbox.id(), password);
    }

    /** Removes the inbox with all its mail. Its row goes last, so that an interrupted deletion can be asked for again. */
    public void delete(Caller caller, InboxId id) {
        Inbox inbox = require(caller, id, Permission.INBOX_DELETE);
        removal.remove(inbox);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
