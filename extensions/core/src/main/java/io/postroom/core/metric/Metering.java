package io.postroom.core.metric;

import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and measures behind everything else, in rounds: what has come to the logs, and the inboxes that have changed. Every hour it looks
 * everywhere. After measuring comes a rest many times as long, so that large inboxes that change all the time do not keep the store busy.
 *
 * <p>Which inboxes have changed is known to this process only. So at the start each is measured once, some in each round. One in an
 * installation. Owns its thread, {@code metrics}. Thread-safe.
 */
public final class Metering implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Metering.class);
    private static final Duration PACE = Duration.ofSeconds(30);
    private static final int REST = 50; // times what measuring took: it has 2 % of the time
    private static final Duration EVERYWHERE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_INBOXES = 500;

    private final OrganizationStore organizations;
    private final InboxStore inboxes;
    private final EventRollUp rollUp;
    private final UsageMeter meter;
    private final TouchedInboxes touched;
    private final EventSignal signal;
    private final Clock clock;
    private final Set<OrganizationId> grown = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor rounds =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "metrics"));

    private Optional<EventSignal.Listening> listening = Optional.empty();
    private Optional<Instant> lookedEverywhere = Optional.empty();
    private Instant measuresFrom = Instant.MIN;
    private boolean storeIsAway;

    public Metering(
            OrganizationStore organizations,
            InboxStore inboxes,
            EventRollUp rollUp,
            UsageMeter meter,
            TouchedInboxes touched,
            EventSignal signal,
            Clock clock) {
        this.organizations = organizations;
        this.inboxes = inboxes;
        this.rollUp = rollUp;
        this.meter = meter;
        this.touched = touched;
        this.signal = signal;
        this.clock = clock;
        rounds.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins. To be called once. */
    public synchronized void start() {
        listening = Optional.of(signal.listen(grown::add));
        rounds.scheduleWithFixedDelay(this::tryRound, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryRound() {
        try {
            round();
            storeIsAway = false;
        } catch (UncheckedIOException e) {
            if (!storeIsAway) {
                LOGGER.warn("nothing can be counted now: {}", e.getMessage());
            }
            storeIsAway = true;
        } catch (RuntimeException e) {
            LOGGER.error("a round of counting failed", e); // and go on: a thrown exception would end the schedule
        }
    }

    /** One round, on the thread of the caller. */
    void round() {
        Instant now = clock.instant();
        if (lookedEverywhere.filter(last -> now.isBefore(last.plus(EVERYWHERE))).isEmpty()) {
            lookEverywhere();
            lookedEverywhere = Optional.of(now);
        }
        for (OrganizationId organization : new HashSet<>(grown)) {
            grown.remove(organization);
            count(organization);
        }
        if (!now.isBefore(measuresFrom)) {
            measure();
        }
    }

    private void measure() {
        Instant began = clock.instant();
        try {
            touched.organizations().forEach(organization -> meter.settle(organization, MOST_INBOXES));
        } finally {
            Instant ended = clock.instant();
            measuresFrom = ended.plus(Duration.between(began, ended).multipliedBy(REST));
        }
    }

    private void count(OrganizationId organization) {
        boolean done = false;
        try {
            done = rollUp.catchUp(organization, MOST_ENTRIES);
        } finally {
            if (!done) {
                grown.add(organization);
            }
        }
    }

    private void lookEverywhere() {
        List<Organization> all = organizations.list();
        all.forEach(organization -> grown.add(organization.id()));
        if (lookedEverywhere.isEmpty()) {
            for (Organization organization : all) {
                meter.forgetThoseGone(organization.id());
                Page.forEach(request -> inboxes.list(organization.id(), request), touched::touch);
            }
        }
        all.forEach(meter::addUp);
    }

    /** Takes up no other round and waits for the one that is under way; what is left is counted after the next start. */
    @Override
    public synchronized void close() {
        listening.ifPresent(EventSignal.Listening::close);
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                rounds.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
