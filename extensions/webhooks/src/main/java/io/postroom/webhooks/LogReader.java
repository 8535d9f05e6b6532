package io.postroom.webhooks;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LogTurns;
import io.postroom.core.event.Patience;
import io.postroom.core.event.Position;
import io.postroom.core.webhook.Webhook;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the logs of organisations and starts a delivery for each event and webhook that wants it. The cursor follows once the deliveries
 * are durable, and within a second or at the next look at all logs; after a crash entries are read again, which starts nothing anew.
 *
 * <p>Several threads call {@link #round}; one at a time reads the log of one organisation. {@link #wake} may be called by anybody.
 */
final class LogReader {
    static final String CURSOR = "webhooks";
    private static final int BATCH = 100;

    /** How many batches may be under way at the same time, for one organisation. */
    private static final int MOST_BEGUN = 8;

    /** The cursor is not written for each batch: that would cost a durable write for each few events. */
    private static final Duration LONGEST_UNSAVED = Duration.ofSeconds(1);

    private final RelayStores stores;
    private final DeliveryStart start;
    private final Workers recorders;
    private final Patience patience;
    private final Clock clock;

    private final LogTurns turns = new LogTurns();
    private final Map<OrganizationId, Progress> progress = new ConcurrentHashMap<>();

    LogReader(RelayStores stores, DeliveryStart start, Workers recorders, Patience patience, Clock clock) {
        this.stores = stores;
        this.start = start;
        this.recorders = recorders;
        this.patience = patience;
        this.clock = clock;
    }

    /** How far one organisation's log was read; used by the thread only that made the organisation busy. */
    private static final class Progress {
        private final Queue<Batch> begun = new ArrayDeque<>();
        private Position read;

        /** Up to here everything that must be told is durable. */
        private Position recorded;

        private Position saved;
        private Instant savedAt;

        Progress(Position position, Instant now) {
            this.read = position;
            this.recorded = position;
            this.saved = position;
            this.savedAt = now;
        }

        /** Takes note of the batches that have ended. What follows one that failed is to be read again; what it failed with is thrown. */
        void settle() {
            while (!begun.isEmpty()
                    && (begun.size() > MOST_BEGUN || begun.element().recorded().isDone())) {
                try {
                    begun.element().recorded().join();
                } catch (CompletionException e) {
                    begun.clear();
                    read = recorded;
                    throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
                }
                recorded = begun.remove().end();
            }
        }

        boolean isUnsaved() {
            return !recorded.equals(saved);
        }
    }

    /** Entries whose deliveries are being put on record. */
    private record Batch(Position end, CompletableFuture<Void> recorded) {}

    /** The log of this organisation may have grown. Returns at once. */
    void wake(OrganizationId organization) {
        turns.wake(organization);
    }

    /** Lets waiting threads see that this is over. */
    void close() {
        turns.close();
    }

    /** Waits for an organisation whose log may have grown and reads a batch of it. */
    void round() {
        Optional<OrganizationId> taken = turns.take();
        if (taken.isEmpty()) {
            return;
        }
        OrganizationId organization = taken.get();
        boolean more = false;
        try {
            more = read(organization);
            patience.noteAnswer();
        } catch (UncheckedIOException e) {
            more = true;
            throw e;
        } finally {
            turns.giveBack(organization, more);
        }
    }

    private boolean read(OrganizationId organization) {
        Progress reached = progress.computeIfAbsent(
                organization, id -> new Progress(stores.cursors().read(CURSOR, id), clock.instant()));
        reached.settle();
        List<EventLog.Entry> entries = stores.log().readAfter(organization, reached.read, BATCH);
        if (!entries.isEmpty()) {
            Position end = entries.get(entries.size() - 1).position();
            reached.begun.add(new Batch(end, startAll(organization, entries)));
            reached.read = end;
        }
        if (reached.isUnsaved() && isLongAgo(reached.savedAt)) {
            save(organization, reached);
        }
        return entries.size() == BATCH;
    }

    /** Writes the cursors that are behind. To be called when nobody is in {@link #round} any more, and all that was begun has ended. */
    void finish() {
        progress.forEach((organization, reached) -> {
            try {
                reached.settle();
                if (reached.isUnsaved()) {
                    save(organization, reached);
                }
            } catch (UncheckedIOException e) {
                patience.noteOutage(e); // the next start reads again what was read since
            }
        });
    }

    /**
     * The webhooks are listed after the entries were read, so that whoever was created before an event was appended is among them, in
     * whatever process that happened.
     */
    private CompletableFuture<Void> startAll(OrganizationId organization, List<EventLog.Entry> entries) {
        List<Webhook> enabled = stores.webhooks().listAll(organization).stream()
                .filter(Webhook::isEnabled)
                .toList();
        List<Runnable> starts = new ArrayList<>();
        for (EventLog.Entry entry : entries) {
            for (Webhook webhook : enabled) {
                if (webhook.wants(entry.event())) {
                    starts.add(() -> start.first(webhook, entry.event()));
                }
            }
        }
        return recorders.beginAll(starts).whenComplete((recorded, failure) -> {
            if (failure != null) {
                turns.wake(organization);
            }
        });
    }

    private boolean isLongAgo(Instant savedAt) {
        return savedAt.plus(LONGEST_UNSAVED).isBefore(clock.instant());
    }

    private void save(OrganizationId organization, Progress reached) {
        stores.cursors().save(CURSOR, organization, reached.recorded);
        reached.saved = reached.recorded;
        reached.savedAt = clock.instant();
    }
}
