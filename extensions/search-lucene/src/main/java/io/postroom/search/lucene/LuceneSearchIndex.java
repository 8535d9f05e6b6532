package io.postroom.search.lucene;

import io.postroom.core.account.InboxId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.search.IndexProgress;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lucene index in a directory of its own. What was applied is seen by searches at once and is on disk after {@link #commit}: the rows and
 * the log are what is durable.
 *
 * <p>A search has what was applied since the last one written into a segment first, which costs as much as some ten messages do; while nobody
 * searches only commits do so.
 */
public final class LuceneSearchIndex implements SearchIndex {
    private static final Logger LOGGER = LoggerFactory.getLogger(LuceneSearchIndex.class);

    private final Path path;
    private volatile IndexFiles files;
    private boolean failed;
    private boolean damaged;

    /** Opens the index in {@code path}; one that is not there or cannot be read begins anew, with nothing. */
    public LuceneSearchIndex(Path path) {
        this.path = path;
        this.files = open(path);
    }

    private static IndexFiles open(Path path) {
        try {
            return IndexFiles.open(path);
        } catch (IOException e) {
            if (!IndexFiles.isDamage(e)) {
                throw new UncheckedIOException(e);
            }
            LOGGER.warn("the search index in {} cannot be used and begins anew: {}", path, e.getMessage());
            return begin(path);
        }
    }

    private static IndexFiles begin(Path path) {
        try {
            IndexFiles.remove(path);
            return IndexFiles.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something done with the files. */
    private interface Work<T> {
        T with(IndexFiles files) throws IOException;
    }

    private <T> T work(Work<T> work) {
        IndexFiles opened = files;
        try {
            return work.with(opened);
        } catch (IOException e) {
            note(opened, IndexFiles.isDamage(e));
            throw new UncheckedIOException(e);
        } catch (AlreadyClosedException e) {
            note(opened, false);
            throw new UncheckedIOException(new IOException("the search index is closed", e));
        }
    }

    /** A search that was under way while the files were opened again says nothing of the new ones. */
    private synchronized void note(IndexFiles opened, boolean damage) {
        if (opened.equals(files)) {
            damaged |= damage;
            failed = true;
        }
    }

    @Override
    public void apply(List<Change> changes) {
        work(opened -> {
            for (Change change : changes) {
                apply(opened.writer(), change);
            }
            return opened;
        });
    }

    private static void apply(IndexWriter writer, Change change) throws IOException {
        if (change instanceof Change.Put put) {
            writer.updateDocument(Documents.key(put.entry().key()), Documents.of(put.entry()));
        } else if (change instanceof Change.Remove remove) {
            writer.deleteDocuments(Documents.key(remove.key()));
        } else if (change instanceof Change.RemoveInbox remove) {
            writer.deleteDocuments(new Term(Fields.INBOX, remove.inbox().value()));
        }
    }

    @Override
    public void commit(IndexProgress progress) {
        work(opened -> {
            opened.commit(progress);
            opened.refresh();
            return opened;
        });
    }

    @Override
    public IndexProgress progress() {
        return files.progress();
    }

    @Override
    public synchronized boolean recover() {
        if (!failed) {
            return false;
        }
        try {
            files.close();
        } catch (IOException | AlreadyClosedException e) {
            LOGGER.debug("closing an index that had failed", e);
        }
        files = damaged ? begin(path) : open(path);
        damaged = false;
        failed = false;
        return true;
    }

    @Override
    public void verify() {
        look(reading -> {
            reading.verify();
            return path;
        });
    }

    private <T> T look(IndexFiles.Look<T> look) {
        return work(opened -> {
            opened.refresh();
            return opened.look(look);
        });
    }

    /** Without what was applied since the last search or commit: to write it into a segment costs more than to read a text again. */
    @Override
    public Optional<String> text(Indexed.Key key, String content) {
        return work(opened -> opened.look(reading -> reading.text(key, content)));
    }

    @Override
    public List<Mark> marks(Indexed.Kind kind, InboxId inbox, Optional<PageKey> after, int limit) {
        return work(opened -> opened.look(reading -> reading.marks(kind, inbox, after, limit)));
    }

    @Override
    public void forEachInbox(Consumer<InboxId> visitor) {
        List<InboxId> inboxes = look(Reading::inboxes);
        inboxes.forEach(visitor);
    }

    @Override
    public Hits search(Question question) {
        if (question.query().terms().isEmpty()) {
            return new Hits(List.of(), Optional.empty());
        }
        return look(reading -> new RankedSearch(reading, question).hits());
    }

    @Override
    public Page<Indexed.Key> list(Filter filter) {
        return look(reading -> reading.list(filter));
    }

    @Override
    public Counted list(Stretch stretch) {
        return look(reading -> new NumberedList(reading, stretch).counted());
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
