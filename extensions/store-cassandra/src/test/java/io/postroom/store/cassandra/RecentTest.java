package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Recent<String, String> recent = new Recent<>(nanos::get);
    private final AtomicReference<Optional<String>> stored = new AtomicReference<>(Optional.of("first"));

    private Optional<String> find() {
        return recent.find("key", key -> stored.get());
    }

    @Test
    void isTrustedForASecond() {
        assertThat(find()).contains("first");
        stored.set(Optional.of("second"));

        nanos.set(Recent.TRUSTED.toNanos() - 1);
        assertThat(find()).contains("first");

        nanos.set(Recent.TRUSTED.toNanos());
        assertThat(find()).contains("second");
    }

    @Test
    void whatIsNotThereIsAskedForAgain() {
        stored.set(Optional.empty());
        assertThat(find()).isEmpty();

        stored.set(Optional.of("second"));
        assertThat(find()).contains("second");
    }

    @Test
    void aChangeIsSeenAtOnce() {
        assertThat(find()).contains("first");

        recent.change("key", () -> stored.set(Optional.empty()));

        assertThat(find()).isEmpty();
    }

    @Test
    void aChangeThatFailedMayHaveBeenMade() {
        assertThat(find()).contains("first");

        assertThatThrownBy(() -> recent.change("key", () -> {
                    stored.set(Optional.of("second"));
                    throw new UncheckedIOException(new IOException("no answer"));
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(find()).contains("second");
    }

    @Test
    void aReadingThatAChangeOvertookIsNotKept() {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        CompletableFuture<Optional<String>> slow = CompletableFuture.supplyAsync(() -> recent.find("key", key -> {
            Optional<String> before = stored.get();
            read.countDown();
            await(changed);
            return before;
        }));
        await(read);

        recent.change("key", () -> {
            stored.set(Optional.of("second"));
            changed.countDown();
        });

        assertThat(slow.join()).contains("first");
        assertThat(find()).contains("second");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
