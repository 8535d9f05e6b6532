package io.postroom.search.lucene;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.search.IndexedRows;
import io.postroom.core.search.Indexing;
import io.postroom.core.search.RowChanges;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Outage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rows of one inbox in memory, and an index that follows them from start to stop. */
final class FollowedRows {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Inbox inbox = Fixtures.inbox();
    private final MemoryMessageStore store = new MemoryMessageStore();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    private final MemoryEventLog log = new MemoryEventLog();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Outage outage = new Outage();

    private Optional<Running> running = Optional.empty();

    private record Running(SearchIndex index, Indexing indexing, Rows rows, WatchedMessageStore watched) {}

    FollowedRows() {
        inboxes.create(inbox);
        organizations.save(Fixtures.organization());
    }

    void start(Path path) {
        RowChanges changes = new RowChanges();
        WatchedMessageStore watched = new WatchedMessageStore(store, List.of(changes));
        SearchIndex index = new LuceneSearchIndex(path);
        Indexing indexing =
                new Indexing(index, changes, new IndexedRows(organizations, inboxes, watched, log, this::text));
        indexing.start();
        running = Optional.of(new Running(index, indexing, new Rows(watched), watched));
    }

    private Optional<String> text(Message message) {
        outage.check();
        return Optional.ofNullable(texts.get(message.id().value()));
    }

    void stop() {
        running.ifPresent(run -> run.indexing().close());
        running = Optional.empty();
    }

    private Running run() {
        return running.orElseThrow();
    }

    SearchIndex index() {
        return run().index();
    }

    Outage texts() {
        return outage;
    }

    void loseTexts() {
        texts.clear();
    }

    /** A message that has come in. */
    Message deliver(int number, String text) {
        Message message = add(number, text);
        log.append(Fixtures.received(message));
        return message;
    }

    /** A message that nobody is told of. */
    Message add(int number, String text) {
        Message message = Fixtures.message(number).build();
        texts.put(message.id().value(), text);
        run().rows().add(inbox, message);
        return message;
    }

    void relabel(Message message, Labels labels) {
        run().rows().relabel(inbox, message, labels, Fixtures.NOW);
    }

    void delete(Message message) {
        run().rows().delete(inbox, message);
    }

    void deleteInbox() {
        run().watched().deleteAll(inbox);
    }

    /** Whether the index could be compared with the rows. */
    boolean compare() {
        try {
            run().indexing().compareAll(each -> {});
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    void eventually(Runnable assertions) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError | UncheckedIOException wrong) {
                if (System.nanoTime() > deadline) {
                    throw wrong;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
