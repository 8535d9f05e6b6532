package io.postroom.routes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    private final List<String> written = new ArrayList<>();
    private final Deque<Runnable> unfinished = new ArrayDeque<>();
    private final FrameQueue slow = new FrameQueue((text, done) -> {
        written.add(text);
        unfinished.add(done);
    });

    @Test
    void writesOneFrameAfterAnother() {
        List.of("a", "b", "c").forEach(slow::offer);
        assertThat(written).containsExactly("a");

        unfinished.remove().run();
        unfinished.remove().run();

        assertThat(written).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotGoDownTheStackWhenFramesAreWrittenAtOnce() {
        AtomicInteger count = new AtomicInteger();
        FrameQueue quick = new FrameQueue((text, done) -> {
            count.incrementAndGet();
            done.run();
        });

        IntStream.range(0, 100_000).forEach(i -> assertThat(quick.offer("x")).isTrue());

        assertThat(count).hasValue(100_000);
    }

    @Test
    void hasNoPlaceForMoreThanAFewFrames() {
        int taken =
                (int) IntStream.range(0, 10_000).filter(i -> slow.offer("x")).count();

        assertThat(taken).isEqualTo(FrameQueue.MOST_FRAMES + 1); // one is being written
    }

    @Test
    void hasNoPlaceForMoreThanAFewCharacters() {
        String large = "x".repeat(FrameQueue.MOST_CHARACTERS / 4);

        int taken = (int) IntStream.range(0, 100).filter(i -> slow.offer(large)).count();

        assertThat(taken).isEqualTo(6);
    }

    @Test
    void saysWhenThereIsRoomAgain() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(slow.hasRoom(calls::incrementAndGet)).isTrue();
        IntStream.range(0, FrameQueue.MOST_FRAMES).forEach(i -> slow.offer("x"));
        assertThat(slow.hasRoom(calls::incrementAndGet)).isFalse();

        while (!unfinished.isEmpty()) {
            unfinished.remove().run();
        }

        assertThat(calls).hasValue(1);
        assertThat(slow.hasRoom(calls::incrementAndGet)).isTrue();
    }

    @Test
    void knowsForHowLongNothingWasTaken() {
        assertThat(slow.stalledNanos(System.nanoTime())).isZero();
        slow.offer("x");
        assertThat(slow.stalledNanos(System.nanoTime() + 5_000)).isGreaterThanOrEqualTo(5_000);

        unfinished.remove().run();

        assertThat(slow.stalledNanos(System.nanoTime() + 5_000)).isZero();
    }

    @Test
    void forgetsEverythingWhenClosed() {
        List.of("a", "b").forEach(slow::offer);

        slow.close();
        unfinished.remove().run();

        assertThat(written).containsExactly("a");
        assertThat(slow.offer("c")).isTrue();
    }
}
