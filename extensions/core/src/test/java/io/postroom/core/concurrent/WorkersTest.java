package io.postroom.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Workers workers = Workers.few("test", 2, 10);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void giveResultsInTheOrderOfTheThings() {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();

        assertThat(workers.map(numbers, number -> number * 2))
                .isEqualTo(numbers.stream().map(number -> number * 2).toList());
        assertThat(workers.map(List.<Integer>of(), number -> number)).isEmpty();
    }

    @Test
    void workAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);

        assertThat(workers.map(List.of(1, 2), number -> meets(both))).containsExactly(true, true);
    }

    private static boolean meets(CountDownLatch others) {
        others.countDown();
        try {
            return others.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void throwWhatTheWorkThrew() {
        assertThatThrownBy(() -> workers.map(List.of(1, 2, 3), number -> {
                    if (number == 2) {
                        throw new IllegalArgumentException("two");
                    }
                    return number;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two");
    }

    @Test
    void doAllWorksThoughOneOfThemFails() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> workers.doAll(List.of(
                        () -> {
                            throw new IllegalStateException("first");
                        },
                        done::incrementAndGet,
                        done::incrementAndGet)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(done).hasValue(2);
    }

    @Test
    void doWhatFindsNoPlaceOnTheThreadThatBringsIt() {
        CountDownLatch goOn = new CountDownLatch(1);
        for (int i = 0; i < 12; i++) {
            workers.execute(() -> waitFor(goOn)); // two run, ten wait
        }
        Thread here = Thread.currentThread();

        assertThat(workers.map(List.of(1), number -> Thread.currentThread())).containsExactly(here);

        goOn.countDown();
        assertThat(workers.finish(Duration.ofSeconds(20))).isTrue();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
