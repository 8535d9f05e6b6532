package io.postroom.core.metric;

import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Scope;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Measures how much there is: of an inbox by counting, of a pod and an organisation by adding up what their inboxes had last.
 *
 * <p>What is measured replaces what was measured before, so nothing is counted twice, and a mistake lasts until the next time. Thread-safe;
 * blocks.
 */
public final class UsageMeter {
    private final UsageStore usage;
    private final MessageStore messages;
    private final InboxStore inboxes;
    private final PodStore pods;
    private final DomainStore domains;
    private final TouchedInboxes touched;
    private final Clock clock;
    private final KeyedLocks locks = new KeyedLocks();

    public UsageMeter(
            UsageStore usage,
            MessageStore messages,
            InboxStore inboxes,
            PodStore pods,
            DomainStore domains,
            TouchedInboxes touched,
            Clock clock) {
        this.usage = usage;
        this.messages = messages;
        this.inboxes = inboxes;
        this.pods = pods;
        this.domains = domains;
        this.touched = touched;
        this.clock = clock;
    }

    /** Measures {@code most} of the inboxes that have changed, and then what they are in. */
    void settle(OrganizationId organization, int most) {
        locks.run(organization, () -> {
            List<Inbox> taken = touched.take(organization, most);
            try {
                Set<Scope> around = new HashSet<>();
                for (Inbox inbox : taken) {
                    measureAlone(inbox);
                    around.add(new Scope.OnePod(inbox.pod()));
                }
                around.add(new Scope.WholeOrganization());
                addUpAlone(organization, around);
            } catch (RuntimeException e) {
                taken.forEach(touched::touch);
                throw e;
            }
        });
    }

    /** Adds up every pod and the organisation: inboxes, pods and domains come and go without a message. */
    void addUp(Organization organization) {
        locks.run(organization.id(), () -> {
            Set<Scope> all = new HashSet<>();
            podsOf(organization.id()).forEach(pod -> all.add(new Scope.OnePod(pod)));
            all.add(new Scope.WholeOrganization());
            addUpAlone(organization.id(), all);
        });
    }

    /** Adds up a pod or an organisation as it is now. */
    void addUp(OrganizationId organization, Scope scope) {
        locks.run(organization, () -> addUpAlone(organization, Set.of(scope)));
    }

    void measure(Inbox inbox) {
        locks.run(inbox.organization(), () -> measureAlone(inbox));
    }

    private void measureAlone(Inbox inbox) {
        Scope scope = new Scope.OneInbox(inbox.pod(), inbox.id());
        if (isThere(inbox)) {
            record(inbox.organization(), scope, Usage.of(messages.measure(inbox.id())));
        }
        if (!isThere(inbox)) {
            usage.delete(inbox.organization(), scope); // also if it went meanwhile
        }
    }

    private boolean isThere(Inbox inbox) {
        return inboxes.find(inbox.id())
                .filter(known -> known.organization().equals(inbox.organization()))
                .filter(known -> known.createdAt().equals(inbox.createdAt()))
                .isPresent();
    }

    /** Forgets inboxes that went while nobody could be told. */
    void forgetThoseGone(OrganizationId organization) {
        for (UsageSample sample : usage.latestOfInboxes(organization)) {
            boolean gone = sample.scope().withinInbox().flatMap(inboxes::find).isEmpty();
            if (gone) {
                usage.delete(organization, sample.scope());
            }
        }
    }

    private void addUpAlone(OrganizationId organization, Set<Scope> scopes) {
        List<UsageSample> measured = usage.latestOfInboxes(organization);
        List<Domain> owned = domains.listAll(organization);
        for (Scope scope : scopes) {
            Usage whole = measured.stream()
                    .filter(sample -> scope.covers(sample.scope()))
                    .map(UsageSample::after)
                    .reduce(Usage.NONE, Usage::plus)
                    .with(UsageType.INBOX_COUNT, inboxCount(organization, scope))
                    .with(UsageType.DOMAIN_COUNT, domainCount(owned, scope));
            boolean hasPods = scope instanceof Scope.WholeOrganization;
            int pods = hasPods ? podsOf(organization).size() : 0;
            record(organization, scope, whole.with(UsageType.POD_COUNT, pods));
        }
    }

    private int inboxCount(OrganizationId organization, Scope scope) {
        return scope.withinPod()
                .map(pod -> inboxes.count(organization, pod))
                .orElseGet(() -> inboxes.count(organization));
    }

    private static long domainCount(List<Domain> owned, Scope scope) {
        return owned.stream()
                .filter(domain -> scope.covers(Scope.of(domain.pod(), Optional.empty())))
                .count();
    }

    /** All pods; the default one is there without a row. */
    private Set<PodId> podsOf(OrganizationId organization) {
        Set<PodId> all = new HashSet<>();
        all.add(new PodId(organization.value()));
        Page.forEach(request -> pods.list(organization, request), pod -> all.add(pod.id()));
        return all;
    }

    private void record(OrganizationId organization, Scope scope, Usage measured) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<UsageSample> latest = usage.latest(organization, scope);
        if (latest.filter(sample -> sample.after().equals(measured)).isEmpty()) {
            usage.save(latest.map(sample -> sample.next(now, measured))
                    .orElseGet(() -> UsageSample.first(organization, scope, now, measured)));
        }
    }
}
