package io.postroom.core.domain;

import io.postroom.core.account.Caller;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Pods;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Numbered;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageNumber;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates, shows, checks, changes and removes domains.
 *
 * <p>A caller of one pod sees the domains of that pod, and none that are for the whole organisation; keys of one inbox are refused.
 * Thread-safe; calls block, those that ask DNS for some seconds. An unreachable store or DNS shows as an {@link java.io.UncheckedIOException}.
 */
public final class Domains {
    private static final String KIND = "Domain";
    /** Callers wait for DNS on threads that others need too. */
    private static final int MOST_VERIFICATIONS = 16;

    private final DomainStore store;
    private final PodStore pods;
    private final SigningKeys keys;
    private final DomainVerification verification;
    private final DomainRights rights;
    private final DomainRemoval removal;
    private final InboxStore inboxes;
    private final Quota quota;
    private final Clock clock;
    private final KeyedLocks locks = new KeyedLocks();
    private final Set<MailDomain> underway = ConcurrentHashMap.newKeySet();

    /** @param quota how many domains an organisation may have */
    public Domains(
            DomainStore store,
            PodStore pods,
            SigningKeys keys,
            DomainVerification verification,
            DomainRights rights,
            DomainRemoval removal,
            InboxStore inboxes,
            Quota quota,
            Clock clock) {
        this.store = store;
        this.pods = pods;
        this.keys = keys;
        this.verification = verification;
        this.rights = rights;
        this.removal = removal;
        this.inboxes = inboxes;
        this.quota = quota;
        this.clock = clock;
    }

    /**
     * Creates a domain and its key; a repeated client id gets the domain made for it first.
     *
     * @throws RefusedException {@link Reason#ALREADY_EXISTS} if some organisation has it, {@link Reason#UNPROCESSABLE} if another provider
     *     receives its mail, {@link Reason#CONFLICT} if the pod is being deleted, {@link Reason#LIMIT_EXCEEDED} if the organisation may have
     *     no more
     */
    public Domain create(Caller caller, CreateDomain wish) {
        caller.require(Permission.DOMAIN_CREATE);
        Optional<PodId> pod = reach(caller);
        if (wish.tracking()) {
            throw new RefusedException(Reason.UNPROCESSABLE, "This server does not track who opens mail");
        }
        if (wish.name().parent().isEmpty()) {
            throw RefusedException.invalid("domain", "domain has at least two labels");
        }
        // one at a time in an organisation, so that a client id stands for one domain
        return locks.with(
                caller.organization().id(), () -> create(caller.organization().id(), pod, wish));
    }

    private Domain create(OrganizationId organization, Optional<PodId> pod, CreateDomain wish) {
        Optional<Domain> known = wish.clientId()
                .flatMap(id -> store.listAll(organization).stream()
                        .filter(domain -> domain.clientId().equals(Optional.of(id)))
                        .findFirst());
        if (known.isPresent()) {
            return known.filter(domain -> isWithin(domain, pod)).orElseThrow(() -> taken("The client_id is taken"));
        }
        if (wish.name().equals(rights.standard()) || store.find(wish.name()).isPresent()) {
            throw taken("The domain is taken");
        }
        if (!wish.allowConflictingProvider() && verification.hasOtherProvider(wish.name())) {
            throw new RefusedException(
                    Reason.UNPROCESSABLE,
                    "Google Workspace receives mail for this domain; set allow_conflicting_provider, or use a subdomain");
        }
        return quota.with(organization, () -> store.listAll(organization).size(), () -> make(organization, pod, wish));
    }

    private Domain make(OrganizationId organization, Optional<PodId> pod, CreateDomain wish) {
        SigningKey key = keys.make();
        Instant now = now();
        Domain domain = new Domain(
                wish.name(),
                organization,
                pod,
                wish.options(),
                wish.clientId(),
                DomainStatus.NOT_STARTED,
                verification.recordsOf(wish.name(), key, wish.options()),
                now,
                now);
        if (!store.create(domain, key)) {
            throw taken("The domain is taken");
        }
        if (!pod.map(id -> pods.isOpen(organization, id)).orElse(true)) {
            removal.remove(domain);
            throw Pods.closing();
        }
        return domain;
    }

    private static RefusedException taken(String message) {
        return new RefusedException(Reason.ALREADY_EXISTS, message);
    }

    /** Those the caller can see, ordered by creation time. */
    public Page<Domain> list(Caller caller, PageRequest request) {
        caller.require(Permission.DOMAIN_READ);
        Optional<PodId> pod = reach(caller);
        List<Domain> visible = store.listAll(caller.organization().id()).stream()
                .filter(domain -> isWithin(domain, pod))
                .toList();
        return Page.of(visible, Domain::place, request);
    }

    /** A page of the same by number, the newest first. */
    public Numbered<Domain> list(Caller caller, PageNumber page) {
        caller.require(Permission.DOMAIN_READ);
        return Numbered.walk(count(caller), page, request -> list(caller, request));
    }

    /** How many domains there are where the caller reaches. */
    public int count(Caller caller) {
        Optional<PodId> pod = reach(caller);
        return (int) store.listAll(caller.organization().id()).stream()
                .filter(domain -> isWithin(domain, pod))
                .count();
    }

    /** How many domains an organisation may have; empty if there is no limit. */
    public Optional<Integer> limit() {
        return quota.most();
    }

    public Domain get(Caller caller, MailDomain name) {
        return require(caller, name, Permission.DOMAIN_READ);
    }

    /** The domain's records as a zone file. */
    public String zoneFile(Caller caller, MailDomain name) {
        return ZoneFile.of(name, get(caller, name).records());
    }

    /** Changes options. Records that these ask for are missing until the next verification; the status stays. */
    public Domain update(Caller caller, MailDomain name, UpdateDomain change) {
        require(caller, name, Permission.DOMAIN_UPDATE);
        if (change.tracking().orElse(false)) {
            throw new RefusedException(Reason.UNPROCESSABLE, "This server does not track who opens mail");
        }
        if (change.catchAll() instanceof UpdateDomain.CatchAllChange.To to) {
            requireOwnInbox(caller, to);
        }
        return locks.with(name, () -> {
            Domain before = require(caller, name, Permission.DOMAIN_UPDATE);
            DomainOptions options = change.applyTo(before.options());
            Domain after = before.withOptions(options, verification.recordsOf(before, keyOf(before), options), now());
            store.update(after);
            return after;
        });
    }

    private void requireOwnInbox(Caller caller, UpdateDomain.CatchAllChange.To to) {
        Optional<Inbox> inbox =
                inboxes.find(to.inbox()).filter(found -> caller.covers(found.organization(), found.pod(), found.id()));
        if (inbox.isEmpty()) {
            throw RefusedException.invalid("catch_all_inbox_id", "catch_all_inbox_id is no inbox");
        }
    }

    /**
     * Asks DNS for every record and keeps the answer; a domain that is verified now takes mail.
     *
     * @throws RefusedException {@link Reason#CONFLICT} while that goes on already
     */
    public Domain verify(Caller caller, MailDomain name) {
        Domain domain = require(caller, name, Permission.DOMAIN_UPDATE);
        if (underway.size() >= MOST_VERIFICATIONS) {
            throw new RefusedException(Reason.RATE_LIMITED, "Too many domains are being verified; try again");
        }
        if (!underway.add(name)) {
            throw new RefusedException(Reason.CONFLICT, "The domain is being verified");
        }
        try {
            Domain answered = verification.ask(domain, keyOf(domain), now());
            return locks.with(name, () -> {
                Domain current = require(caller, name, Permission.DOMAIN_UPDATE);
                Domain judged = current.judged(answered.records(), answered.updatedAt());
                store.update(judged);
                verification.settle(judged);
                return judged;
            });
        } finally {
            underway.remove(name);
        }
    }

    /**
     * Removes the domain and its key.
     *
     * @throws RefusedException {@link Reason#CANNOT_DELETE} while there are inboxes in it, {@link Reason#CONFLICT} if another node changes it
     *     meanwhile
     */
    public void delete(Caller caller, MailDomain name) {
        require(caller, name, Permission.DOMAIN_DELETE);
        locks.run(name, () -> removal.remove(require(caller, name, Permission.DOMAIN_DELETE)));
    }

    private Domain require(Caller caller, MailDomain name, Permission permission) {
        caller.require(permission);
        Optional<PodId> pod = reach(caller);
        return store.find(name)
                .filter(domain ->
                        domain.organization().equals(caller.organization().id()))
                .filter(domain -> isWithin(domain, pod))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    private SigningKey keyOf(Domain domain) {
        return store.findKey(domain.name()).orElseThrow(() -> RefusedException.notFound(KIND));
    }

    /** The pod a caller is confined to; empty for the whole organisation. */
    private static Optional<PodId> reach(Caller caller) {
        caller.requireMoreThanAnInbox();
        return caller.scope().withinPod();
    }

    private static boolean isWithin(Domain domain, Optional<PodId> pod) {
        return pod.isEmpty() || domain.pod().equals(pod);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
