package io.postroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.testkit.FixedClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FixedClock clock = new FixedClock();
    private final TokenBuckets<String> buckets = new TokenBuckets<>(new Allowance(3, SECOND), 1000, clock);

    private int taken(String key, int times) {
        return (int) IntStream.range(0, times)
                .filter(i -> buckets.take(key).isEmpty())
                .count();
    }

    @Test
    void giveAsManyAtOnceAsTheyHold() {
        assertThat(taken("a", 5)).isEqualTo(3);
        assertThat(buckets.take("a")).contains(SECOND);
    }

    @Test
    void getOneBackAfterEachInterval() {
        taken("a", 3);

        clock.advance(Duration.ofMillis(999));
        assertThat(buckets.take("a")).contains(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(taken("a", 5)).isEqualTo(1);
        clock.advance(Duration.ofMillis(2500));
        assertThat(taken("a", 5)).isEqualTo(2);
        assertThat(buckets.take("a")).contains(Duration.ofMillis(500));
    }

    @Test
    void neverHoldMoreThanTheyAreMadeFor() {
        taken("a", 1);
        clock.advance(Duration.ofDays(1));

        assertThat(taken("a", 10)).isEqualTo(3);
    }

    @Test
    void areOneForEachKey() {
        taken("a", 3);

        assertThat(taken("b", 5)).isEqualTo(3);
    }

    @Test
    void takeNothingFromThoseWhoAreRefused() {
        taken("a", 100);
        clock.advance(SECOND);

        assertThat(buckets.take("a")).isEmpty();
    }

    @Test
    void takeNothingFromThoseWhoLook() {
        taken("a", 2);

        assertThat(buckets.look("a")).isEmpty();
        assertThat(taken("a", 5)).isEqualTo(1);
        assertThat(buckets.look("a")).contains(SECOND);
    }

    @Test
    void keepNobodyOutForLongBecauseAClockWasSetBack() {
        taken("a", 3);
        clock.advance(Duration.ofHours(-1));

        assertThat(buckets.take("a")).contains(SECOND);
        clock.advance(SECOND);
        assertThat(buckets.take("a")).isEmpty();
    }

    @Test
    void forgetWhoWasAwayLongestOnceThereAreTooMany() {
        TokenBuckets<Integer> few = new TokenBuckets<>(new Allowance(1, Duration.ofDays(1)), 160, clock);

        IntStream.range(0, 10_000).forEach(few::take);

        assertThat(IntStream.range(0, 10_000).filter(few::knows)).hasSizeBetween(1, 160);
        assertThat(few.knows(9_999)).isTrue();
        assertThat(few.take(0)).isEmpty();
    }

    @Test
    void haveNoEndWhereThereIsNoLimit() {
        TokenBuckets<String> unlimited = new TokenBuckets<>(Allowance.of(0, SECOND), 10, clock);

        assertThat(IntStream.range(0, 1000)
                        .allMatch(i -> unlimited.take("a").isEmpty()
                                && unlimited.look("a").isEmpty()))
                .isTrue();
    }

    @Test
    void knowWhoTookOfLateAlsoWhereThereIsNoLimit() {
        TokenBuckets<String> unlimited = new TokenBuckets<>(Allowance.UNLIMITED, 10, clock);

        unlimited.take("a");
        unlimited.look("b");

        assertThat(unlimited.knows("a")).isTrue();
        assertThat(unlimited.knows("b")).isFalse();
    }

    @Test
    void comeBackEvenlyWithinThePeriod() {
        TokenBuckets<String> daily = new TokenBuckets<>(Allowance.of(10, Duration.ofDays(1)), 10, clock);

        assertThat(IntStream.range(0, 20).filter(i -> daily.take("a").isEmpty()))
                .hasSize(10);
        assertThat(daily.take("a")).contains(Duration.ofMinutes(144));
    }

    @Test
    void areMadeForSomethingAndNotForLess() {
        assertThatThrownBy(() -> new Allowance(-1, SECOND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Allowance(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
