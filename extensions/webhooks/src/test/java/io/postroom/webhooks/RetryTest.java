package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

    @Test
    void triesEightTimesOverAboutADay() {
        RetrySchedule steady = new RetrySchedule(always(0.5));

        assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8))
                .map(made -> steady.after(made, Optional.empty())
                        .map(Duration::toSeconds)
                        .orElse(-1L))
                .containsExactly(5L, 300L, 1800L, 7200L, 18000L, 36000L, 36000L, -1L);
    }

    @Test
    void variesEachDelayByAFifthEitherWay() {
        assertThat(new RetrySchedule(always(0)).after(2, Optional.empty())).contains(Duration.ofSeconds(240));
        assertThat(new RetrySchedule(always(1)).after(2, Optional.empty())).contains(Duration.ofSeconds(360));
        RetrySchedule random = new RetrySchedule(new Random(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(random.after(2, Optional.empty()).orElseThrow())
                    .isBetween(Duration.ofSeconds(240), Duration.ofSeconds(360));
        }
    }

    @Test
    void waitsLongerWhereTheEndpointAsksForItWithinBounds() {
        RetrySchedule steady = new RetrySchedule(always(0.5));

        assertThat(steady.after(1, Optional.of(Duration.ofSeconds(90)))).contains(Duration.ofSeconds(90));
        assertThat(steady.after(1, Optional.of(Duration.ofDays(400)))).contains(Duration.ofHours(10));
        assertThat(steady.after(3, Optional.of(Duration.ofSeconds(1)))).contains(Duration.ofMinutes(30));
        assertThat(steady.after(8, Optional.of(Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void readsRetryAfterInAllItsForms() {
        for (String date : List.of(
                "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994")) {
            assertThat(RetryAfter.parse(date, NOW)).as(date).contains(Duration.ofSeconds(7));
        }
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("99999999999999999999", NOW).orElseThrow()).isGreaterThan(Duration.ofDays(365));
        assertThat(RetryAfter.parse("Sun, 06 Nov 1994 08:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void readsNothingIntoARetryAfterThatIsNone() {
        for (String text : List.of("", "soon", "-5", "1.5", "１２", "Sun, 99 Nov 1994 08:49:37 GMT")) {
            assertThat(RetryAfter.parse(text, NOW)).as(text).isEmpty();
        }
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
