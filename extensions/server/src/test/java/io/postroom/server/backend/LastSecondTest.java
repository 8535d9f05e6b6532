package io.postroom.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LastSecondTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LastSecond<String, Integer> known = new LastSecond<>(nanos::get);
    private final AtomicInteger reads = new AtomicInteger();

    private int find(String key) {
        return known.find(key, () -> Mono.fromCallable(reads::incrementAndGet))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void readsAgainAfterASecond() {
        assertThat(find("a")).isEqualTo(1);
        nanos.addAndGet(LastSecond.TRUSTED.minus(Duration.ofNanos(1)).toNanos());
        assertThat(find("a")).isEqualTo(1);

        nanos.incrementAndGet();

        assertThat(find("a")).isEqualTo(2);
        assertThat(find("b")).isEqualTo(3);
    }

    @Test
    void readsAgainWhatWasChanged() {
        find("a");
        find("b");

        known.change("a", () -> {});

        assertThat(find("a")).isEqualTo(3);
        assertThat(find("b")).isEqualTo(2);
        known.forgetAll();
        assertThat(find("b")).isEqualTo(4);
    }

    @Test
    void aReadingThatWasUnderWayWhenAChangeWasMadeIsNotRemembered() {
        Sinks.One<Integer> old = Sinks.one();
        var early = known.find("a", old::asMono).toFuture();

        known.change("a", () -> {});
        old.tryEmitValue(-1).orThrow();

        assertThat(early.join()).isEqualTo(-1);
        assertThat(find("a")).isEqualTo(1);
    }

    @Test
    void whoeverGivesUpDoesNotTakeTheReadingFromOthers() {
        Sinks.One<Integer> slow = Sinks.one();
        var first = known.find("a", slow::asMono).subscribe();
        var second = known.find("a", slow::asMono).toFuture();

        first.dispose();
        slow.tryEmitValue(7).orThrow();

        assertThat(second.join()).isEqualTo(7);
    }

    @Test
    void aFailureIsNotRemembered() {
        Mono<Integer> failing = known.find("a", () -> Mono.error(new IllegalStateException("away")));

        assertThatThrownBy(failing::block).hasMessage("away");
        assertThat(find("a")).isEqualTo(1);
    }
}
