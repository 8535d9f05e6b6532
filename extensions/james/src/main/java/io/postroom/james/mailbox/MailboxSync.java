package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.MailboxMarks;
import io.postroom.core.thread.MessageStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.events.EventBus;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.mailbox.MailboxManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps rows true to the mailboxes while the server runs: listens to mail clients' changes, and at the start compares every mailbox with
 * its mark, in the background. Thread-safe.
 */
public final class MailboxSync implements Startable, AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(MailboxSync.class);

    private final EventBus events;
    private final OrganizationStore organizations;
    private final InboxStore inboxes;
    private final MailboxFollower follower;
    private final MailboxComparison comparison;
    private final ChangeQueue queue;
    private final MarkKeeper marks;
    private final CounterCheck counters;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "mailbox-sync"));

    @Inject
    public MailboxSync(
            EventBus events,
            OrganizationStore organizations,
            InboxStore inboxes,
            MessageStore rows,
            MailboxMarks marks,
            MailboxManager mailboxManager,
            JamesMailboxes mailboxes,
            StoredCounters counters,
            MailboxFollower follower) {
        this.events = events;
        this.organizations = organizations;
        this.inboxes = inboxes;
        this.follower = follower;
        MailboxStates states = new MailboxStates(mailboxManager);
        this.counters = new CounterCheck(mailboxes, counters);
        this.comparison = new MailboxComparison(mailboxes, states, marks, rows, follower);
        this.queue = new ChangeQueue(this::follow, FIRST_PAUSE);
        this.marks = new MarkKeeper(marks, states, inboxes, queue::isBusy);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins to listen and to compare; returns at once. */
    public void start() {
        events.register(new MailboxListener(queue, marks));
        thread.execute(this::compareOrTryLater);
        thread.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void follow(MailboxWork work) {
        if (work instanceof MailboxWork.OneMessage one) {
            follower.follow(one.inbox(), one.message());
        } else {
            follower.followAll(work.inbox(), message -> {});
        }
    }

    private void sweep() {
        keepMarks();
        go("the counters of mailboxes cannot be checked", counters::sweep);
    }

    private void keepMarks() {
        go("the marks of mailboxes cannot be kept", marks::sweep);
    }

    private static void go(String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.error(failure, e); // and go on: a thrown exception would end the schedule
        }
    }

    private void compareOrTryLater() {
        try {
            compareAll();
        } catch (UncheckedIOException e) {
            LOGGER.warn("mailboxes cannot be compared with their rows now: {}", e.getMessage());
            thread.schedule(this::compareOrTryLater, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void compareAll() {
        int changed = 0;
        for (Organization organization : organizations.list()) {
            Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
            while (next.isPresent() && !thread.isShutdown()) {
                Page<Inbox> page = inboxes.list(organization.id(), next.get());
                for (Inbox inbox : page.items()) {
                    changed += compare(inbox.id());
                }
                next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
            }
        }
        LOGGER.info("mailboxes are compared with their rows; {} had changed", changed);
    }

    private int compare(InboxId inbox) {
        try {
            return thread.isShutdown() ? 0 : comparison.compare(inbox);
        } catch (UncheckedIOException e) {
            LOGGER.warn("{} cannot be compared with its rows now: {}", inbox, e.getMessage());
            queue.add(new MailboxWork.WholeInbox(inbox)); // which is tried until it succeeds
        } catch (RuntimeException e) {
            LOGGER.error("{} cannot be compared with its rows; rebuild them", inbox, e);
        }
        return 0;
    }

    /**
     * Stops, once the inbox that is being compared is done. Called when no client and no spooler works on mailboxes any more, it saves the
     * marks of all that rows have followed; what is left is found at the next start. Can be called again.
     */
    @Override
    @PreDestroy
    public void close() {
        thread.shutdown();
        boolean idle = awaitThread();
        queue.close();
        if (idle) { // marks are for one thread
            keepMarks(); // observes
            keepMarks(); // saves
        }
    }

    private boolean awaitThread() {
        try {
            return thread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
