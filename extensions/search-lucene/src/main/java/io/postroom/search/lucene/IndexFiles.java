package io.postroom.search.lucene;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.Position;
import io.postroom.core.search.IndexProgress;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * The files of an index, opened. What is known of its progress is part of each commit.
 *
 * @param progress as it was committed when this was opened
 */
record IndexFiles(Directory directory, IndexWriter writer, SearcherManager searchers, IndexProgress progress) {
    /** Changed when documents are made in another way. */
    private static final String FORM = "1";

    private static final String FORM_KEY = "form";
    private static final String COMPLETE_KEY = "complete";
    private static final String CLEAN_KEY = "clean";
    private static final String CURSOR_PREFIX = "cursor ";
    private static final double BUFFER_MEBIBYTES = 16;
    private static final int MERGES_WAITING = 6;

    /** Thrown where files are whole and of another version of ours. */
    private static final class OtherFormException extends IOException {
        private static final long serialVersionUID = 1L;

        OtherFormException() {
            super("made by another version");
        }
    }

    /** Opens the index in {@code path}, or begins one there. Fails if what is there cannot be used. */
    static IndexFiles open(Path path) throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            IndexWriter writer = new IndexWriter(directory, configuration());
            try {
                return new IndexFiles(
                        directory, writer, new SearcherManager(writer, new SearcherFactory()), progress(writer));
            } catch (IOException | RuntimeException e) {
                writer.rollback();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw e;
        }
    }

    /** One thread merges: the machine has other things to do. */
    private static IndexWriterConfig configuration() {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MERGES_WAITING, 1);
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }

    private static IndexProgress progress(IndexWriter writer) throws IOException {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        if (data.isEmpty()) {
            return IndexProgress.NOTHING;
        }
        if (!FORM.equals(data.get(FORM_KEY))) {
            throw new OtherFormException();
        }
        Map<OrganizationId, Position> cursors = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(CURSOR_PREFIX)) {
                cursors.put(
                        OrganizationId.parse(key.substring(CURSOR_PREFIX.length())),
                        new Position(Long.parseLong(value)));
            }
        });
        return new IndexProgress(
                cursors, Boolean.parseBoolean(data.get(COMPLETE_KEY)), Boolean.parseBoolean(data.get(CLEAN_KEY)));
    }

    void commit(IndexProgress now) throws IOException {
        Map<String, String> data = new HashMap<>();
        data.put(FORM_KEY, FORM);
        data.put(COMPLETE_KEY, Boolean.toString(now.complete()));
        data.put(CLEAN_KEY, Boolean.toString(now.clean()));
        now.cursors()
                .forEach((organization, position) ->
                        data.put(CURSOR_PREFIX + organization, Long.toString(position.value())));
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /** Has searches that begin later see what was written. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Something done with what is in the index at one moment. */
    interface Look<T> {
        T at(Reading reading) throws IOException;
    }

    /** With what was written before the last {@link #refresh}. */
    <T> T look(Look<T> look) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return look.at(new Reading(searcher));
        } finally {
            searchers.release(searcher);
        }
    }

    /** Whether no further attempt to open these files can succeed. */
    static boolean isDamage(IOException failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof OtherFormException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException;
    }

    /** Removes the files of the index in {@code path}, which nobody has open. */
    static void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            IOUtils.rm(path);
        }
    }

    /** Gives up what was not committed. */
    void close() throws IOException {
        IOUtils.close(searchers, writer::rollback, directory);
    }
}
