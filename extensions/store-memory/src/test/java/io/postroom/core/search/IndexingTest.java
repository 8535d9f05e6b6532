package io.postroom.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.event.Position;
import io.postroom.core.message.Message;
import io.postroom.core.search.Searching.Wish;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IndexingTest {
    private final Searched searched = new Searched();

    private List<Message> find(String text) {
        Wish wish = new Wish(SearchQuery.parse(text), false, Optional.empty(), Optional.empty(), Optional.empty(), 10);
        return searched.searching.messages(Callers.unrestricted(), Fixtures.SUPPORT, wish).matches().stream()
                .map(Searching.Match::found)
                .toList();
    }

    @Test
    void aChangeThatCannotBeMadeKeepsNoOtherFromTheIndex() {
        Message message = searched.fileSilently(Fixtures.message(1).build(), "lemon");
        searched.changes.look(new Indexed.Key(Indexed.Kind.THREAD, Fixtures.SUPPORT, "no thread's id"));
        searched.changes.look(Indexed.Key.of(message));
        searched.mailboxes.begin();

        assertThatThrownBy(searched.indexing::settle).isInstanceOf(UncheckedIOException.class);
        searched.mailboxes.end();
        searched.indexing.settle();

        assertThat(find("lemon")).containsExactly(message);
    }

    @Test
    void doesNotSayThatAnIndexIsWholeWhileAChangeIsBeingMade() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        Semaphore read = new Semaphore(0);
        IndexedRows rows = new IndexedRows(
                searched.indexed.organizations(), searched.inboxes, searched.store, searched.indexed.log(), message -> {
                    reading.countDown();
                    read.acquireUninterruptibly();
                    return Optional.of("lemon");
                });
        searched.index.commit(new IndexProgress(Map.of(), true, true));
        Indexing stuck = new Indexing(searched.index, searched.changes, rows, Duration.ofMillis(100));
        stuck.start();
        searched.file(Fixtures.message(1).build(), "");
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        stuck.close();

        assertThat(searched.index.progress().clean()).isFalse();
        read.release(2); // for the message and for whoever makes the change again
    }

    @Test
    void whatNeverBeganLeavesTheProgressAsItWas() {
        IndexProgress before = new IndexProgress(Map.of(Fixtures.ORGANIZATION, new Position(7)), true, false);
        searched.index.commit(before);

        searched.indexing.close();

        assertThat(searched.index.progress()).isEqualTo(before);
    }
}
