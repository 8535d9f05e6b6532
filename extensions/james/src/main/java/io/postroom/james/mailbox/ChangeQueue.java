package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What mail clients changed and rows do not show yet. The mailbox listener adds to it without waiting, as the mail client waits for the
 * listener; threads of its own do the work, and repeat it for as long as a store is down.
 *
 * <p>The same work is queued once. More than {@link #CAPACITY} pieces become one piece per inbox. Thread-safe.
 */
final class ChangeQueue implements AutoCloseable {
    static final int CAPACITY = 100_000;
    private static final int THREADS = 2;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeQueue.class);

    private final Consumer<MailboxWork> worker;
    private final Duration pause;
    private final Set<MailboxWork> waiting = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<InboxId, Integer> busy = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor threads;

    /** @param pause before the first repetition; each further one waits twice as long, up to a minute */
    ChangeQueue(Consumer<MailboxWork> worker, Duration pause) {
        this.worker = worker;
        this.pause = pause;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, work -> new Thread(work, "mailbox-changes"));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void add(MailboxWork work) {
        MailboxWork bounded = waiting.size() < CAPACITY ? work : new MailboxWork.WholeInbox(work.inbox());
        if (waiting.add(bounded)) {
            busy.merge(bounded.inbox(), 1, Integer::sum);
            schedule(bounded, Duration.ZERO, pause);
        }
    }

    /** Whether some change to the inbox is not in its rows yet. */
    boolean isBusy(InboxId inbox) {
        return busy.containsKey(inbox);
    }

    private void schedule(MailboxWork work, Duration delay, Duration nextPause) {
        try {
            threads.schedule(() -> run(work, nextPause), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOGGER.debug("stopped before {} was followed; the next start finds it", work);
        }
    }

    private void run(MailboxWork work, Duration nextPause) {
        waiting.remove(work); // first: a change from here on is queued anew
        try {
            worker.accept(work);
            done(work);
        } catch (UncheckedIOException e) {
            LOGGER.warn("the rows of {} cannot follow its mailbox now: {}", work.inbox(), e.getMessage());
            Duration doubled = nextPause.multipliedBy(2);
            schedule(work, nextPause, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
        } catch (RuntimeException e) {
            LOGGER.error("the rows of {} do not follow its mailbox ({}); rebuild them", work.inbox(), work, e);
            done(work);
        }
    }

    private void done(MailboxWork work) {
        busy.computeIfPresent(work.inbox(), (inbox, count) -> count == 1 ? null : count - 1);
    }

    /** Ends what is being done and leaves the rest: the next start compares the mailboxes. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
