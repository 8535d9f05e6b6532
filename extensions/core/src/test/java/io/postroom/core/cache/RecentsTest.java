package io.postroom.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Recents<String, Integer> recents =
            new Recents<>(new Recents.Bounds(3, 3200, Duration.ofSeconds(10)), nanos::get);

    @Test
    void giveWhatWasKept() {
        recents.put("a", 1, 10);

        assertThat(recents.find("a")).contains(1);
        assertThat(recents.find("b")).isEmpty();
    }

    @Test
    void giveTheLatestOfAKey() {
        recents.put("a", 1, 10);
        recents.put("a", 2, 10);

        assertThat(recents.find("a")).contains(2);
    }

    @Test
    void giveNothingWhoseTimeIsOver() {
        recents.put("a", 1, 10);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(recents.find("a")).contains(1);
        nanos.incrementAndGet();
        assertThat(recents.find("a")).isEmpty();
    }

    @Test
    void forgetTheOldestOfTooMany() {
        recents.put("a", 1, 10);
        recents.put("b", 2, 10);
        recents.put("c", 3, 10);
        recents.put("a", 4, 10);
        recents.put("d", 5, 10);

        assertThat(recents.find("b")).isEmpty();
        assertThat(recents.find("c")).contains(3);
        assertThat(recents.find("a")).contains(4);
        assertThat(recents.find("d")).contains(5);
    }

    @Test
    void forgetTheOldestOfWhatIsTooLargeTogether() {
        Recents<Integer, Integer> many =
                new Recents<>(new Recents.Bounds(1000, 3200, Duration.ofSeconds(10)), nanos::get);
        for (int i = 0; i < 33; i++) {
            many.put(i, i, 100);
        }

        assertThat(many.find(0)).isEmpty();
        assertThat(many.find(1)).contains(1);
        many.forget(1);
        many.put(33, 33, 100);
        assertThat(many.find(2)).contains(2);
    }

    @Test
    void keepNothingThatIsLarge() {
        recents.put("a", 1, 10);

        recents.put("a", 2, 101);

        assertThat(recents.find("a")).isEmpty();
    }

    @Test
    void forget() {
        recents.put("a", 1, 10);

        recents.forget("a");

        assertThat(recents.find("a")).isEmpty();
    }
}
