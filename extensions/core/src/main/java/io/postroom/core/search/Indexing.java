package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.Position;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a search index true to the rows. It hears of each change, and makes changes in batches some times a second; now and then the index is
 * made durable together with its place in the logs. After a crash it reads the logs from there, and compares everything in the background;
 * so it does with an index that was lost or damaged, which begins anew.
 *
 * <p>Owns its two threads, {@code search-index} and {@code search-compare}. An absent store stops nothing for good. Thread-safe.
 */
public final class Indexing implements AutoCloseable {
    private static final int BATCH = 200;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(500);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(Indexing.class);

    private final SearchIndex index;
    private final RowChanges changes;
    private final IndexedRows rows;
    private final IndexDoubts doubts;
    private final Duration grace;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread indexer = new Thread(this::index, "search-index");
    private final Thread comparer = new Thread(this::compare, "search-compare");
    private final Queue<Map<OrganizationId, Position>> comparedUpTo = new ConcurrentLinkedQueue<>();

    // of the indexer only
    private final Set<OrganizationId> touched = new HashSet<>();
    private IndexProgress progress = IndexProgress.NOTHING;
    private boolean begun;
    private boolean changed;
    private long committedAt = System.nanoTime();

    public Indexing(SearchIndex index, RowChanges changes, IndexedRows rows) {
        this(index, changes, rows, GRACE);
    }

    /** @param grace how long each of the threads may take to end */
    Indexing(SearchIndex index, RowChanges changes, IndexedRows rows, Duration grace) {
        this.grace = grace;
        this.index = index;
        this.changes = changes;
        this.rows = rows;
        this.doubts = new IndexDoubts(index, changes, rows);
    }

    /** Begins, also with what was left undone when the process ended last; returns at once. To be called once. */
    public void start() {
        try {
            begin();
        } catch (UncheckedIOException e) {
            LOGGER.warn("the search index is not open yet: {}", e.getMessage());
        }
        indexer.start();
    }

    private void index() {
        boolean failing = false;
        while (!isClosed()) {
            try {
                begin();
                round();
                failing = false;
            } catch (UncheckedIOException e) {
                if (!failing) {
                    LOGGER.warn("the search index cannot follow now: {}", e.getMessage());
                }
                failing = true;
                pause(AFTER_FAILURE);
            } catch (RuntimeException e) {
                LOGGER.error("a round of the search index failed", e);
                pause(AFTER_FAILURE);
            }
        }
    }

    /** From here on only an orderly stop says that nothing was missed. */
    private void begin() {
        if (begun) {
            return;
        }
        progress = index.progress();
        doubts.begin(progress);
        commit(false);
        comparer.start();
        begun = true;
    }

    private void round() {
        if (index.recover()) {
            LOGGER.warn("the search index was damaged; it is compared with the messages, or made anew from them");
            progress = index.progress();
            doubts.everything();
        }
        changes.await(AFTER_FAILURE);
        int applied = applySome();
        if ((changed || !comparedUpTo.isEmpty()) && System.nanoTime() - committedAt > BETWEEN_COMMITS.toNanos()) {
            settle();
            commit(false);
        }
        if (applied > 0 && applied < BATCH) {
            changes.gather(BETWEEN_BATCHES);
        }
    }

    /** Makes every change that was heard until now. Not while this is started: for whoever indexes without threads. */
    public void settle() {
        int waiting = Math.max(changes.size(), 1);
        int applied = applySome();
        while (applied > 0 && applied < waiting) {
            waiting -= applied;
            applied = applySome();
        }
    }

    private int applySome() {
        List<RowChange> batch = changes.take(BATCH);
        try {
            apply(batch);
        } catch (UncheckedIOException e) {
            changes.giveBack(batch);
            throw e;
        } catch (RuntimeException e) {
            applyOneByOne(batch);
        }
        changes.made();
        return batch.size();
    }

    private void apply(List<RowChange> batch) {
        if (batch.isEmpty()) {
            return;
        }
        IndexChanges work = new IndexChanges(rows, index);
        index.apply(work.of(batch));
        touched.addAll(work.organizations());
        changed = true;
    }

    /** One of them is our mistake; the others are to be made. */
    private void applyOneByOne(List<RowChange> batch) {
        for (int i = 0; i < batch.size(); i++) {
            try {
                apply(batch.subList(i, i + 1));
            } catch (UncheckedIOException e) {
                changes.giveBack(batch.subList(i, batch.size()));
                throw e;
            } catch (RuntimeException e) {
                LOGGER.error("the search index does not follow {}", batch.get(i).subject(), e);
            }
        }
    }

    /**
     * The ends of the logs are read before the changes are made that were heard by then: a message's row is changed before its event is
     * appended, so the index has everything that stands before them.
     */
    private void commit(boolean clean) {
        Map<OrganizationId, Position> ends = new HashMap<>();
        touched.forEach(organization -> ends.put(organization, rows.log().end(organization)));
        settle();
        Optional<Map<OrganizationId, Position>> all = Optional.ofNullable(comparedUpTo.poll());
        progress = all.map(progress::completed).orElse(progress).with(ends).withClean(clean);
        index.commit(progress);
        touched.clear();
        changed = false;
        committedAt = System.nanoTime();
    }

    private void compare() {
        boolean failing = false;
        while (!isClosed()) {
            try {
                doubts.resolveOne().ifPresent(comparedUpTo::add);
                failing = false;
                if (doubts.isEmpty()) {
                    pause(BETWEEN_BATCHES);
                }
            } catch (UncheckedIOException e) {
                if (!failing) {
                    LOGGER.warn("the search index cannot be compared now: {}", e.getMessage());
                }
                failing = true;
                pause(AFTER_FAILURE);
            } catch (CancellationException stopped) {
                LOGGER.debug("stopped before the search index was compared; the next start does that", stopped);
            } catch (RuntimeException e) {
                LOGGER.error("the search index cannot be compared with the messages", e);
                pause(GRACE);
            }
        }
    }

    /**
     * Compares the index with every message; what differs is indexed anew in the background. Blocks for long.
     *
     * @param each told, of each message and thread, the inbox it is in; inbox by inbox
     */
    public void compareAll(Consumer<InboxId> each) {
        doubts.compareAll(each);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration duration) {
        try {
            closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when rows change no more. What cannot be made durable now is found at the next start. Can be called again. */
    @Override
    public synchronized void close() {
        if (isClosed()) {
            return;
        }
        closed.countDown();
        changes.close();
        join(indexer);
        join(comparer);
        try {
            finish();
        } catch (UncheckedIOException e) {
            LOGGER.warn("the search index is not complete; the next start compares it: {}", e.getMessage());
        }
        index.close();
    }

    /** What never began has nothing to say of the index, and what still holds changes must not be said to have made them. */
    private void finish() {
        if (indexer.isAlive()) {
            LOGGER.warn("the search index is not done with a change; the next start compares it");
        } else if (begun) {
            settle();
            commit(doubts.isEmpty());
        }
    }

    private void join(Thread thread) {
        try {
            thread.join(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
