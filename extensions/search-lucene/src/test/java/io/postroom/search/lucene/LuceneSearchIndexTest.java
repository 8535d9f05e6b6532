package io.postroom.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.event.Position;
import io.postroom.core.search.IndexProgress;
import io.postroom.core.search.SearchIndex;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.SearchIndexContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchIndexTest implements SearchIndexContract {
    private static final IndexProgress SOME =
            new IndexProgress(Map.of(Fixtures.ORGANIZATION, new Position(Long.MAX_VALUE)), true, false);

    @TempDir
    Path directory;

    private LuceneSearchIndex index;

    @BeforeEach
    void open() {
        index = new LuceneSearchIndex(directory.resolve("search"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    public SearchIndex index() {
        return index;
    }

    private void reopen() {
        index.close();
        open();
    }

    @Test
    void keepsWhatWasCommittedWithItsProgress() {
        put(Fixtures.message(1).build(), "word");
        index.commit(SOME);
        put(Fixtures.message(2).build(), "word");

        reopen();

        assertThat(find("word")).isEqualTo(WithNumbers.of(1));
        assertThat(index.progress()).isEqualTo(SOME);
    }

    /** The ids of messages by their numbers. */
    private static final class WithNumbers {
        static List<String> of(int number) {
            return List.of(Fixtures.message(number).build().id().value());
        }
    }

    @Test
    void beginsWithoutProgress() {
        assertThat(index.progress()).isEqualTo(IndexProgress.NOTHING);
        reopen();
        assertThat(index.progress()).isEqualTo(IndexProgress.NOTHING);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("search"))) {
            return files.filter(file -> !file.endsWith("write.lock"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    @Test
    void beginsAnewWhereAnyFileIsCutOrMissing() throws IOException {
        int files = 1;
        for (int i = 0; i < files; i++) {
            for (boolean cut : new boolean[] {true, false}) {
                put(Fixtures.message(1).build(), "word");
                index.commit(SOME);
                index.close();
                List<Path> all = files();
                files = all.size();
                Path file = all.get(Math.min(i, files - 1));
                if (cut) {
                    Files.write(file, new byte[] {1, 2, 3});
                } else {
                    Files.delete(file);
                }
                open();

                assertThat(index.progress().complete())
                        .as(file + (cut ? " cut" : " missing"))
                        .isFalse();
                assertThat(find("word")).isEmpty();
            }
        }
        assertThat(files).isGreaterThan(2);
    }

    @Test
    void noticesDamageAndBeginsAnew() throws IOException {
        for (int i = 0; i < 200; i++) {
            put(Fixtures.message(i).build(), "word " + i);
        }
        index.commit(SOME);
        Path largest = files().stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        Damage.in(largest);

        assertThatThrownBy(index::verify).isInstanceOf(UncheckedIOException.class);
        assertThat(index.recover()).isTrue();
        assertThat(index.progress()).isEqualTo(IndexProgress.NOTHING);
        put(Fixtures.message(1).build(), "word");
        assertThat(find("word")).isEqualTo(WithNumbers.of(1));
        assertThat(index.recover()).isFalse();
    }
}
