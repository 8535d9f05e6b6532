package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Alarm alarm = new Alarm(Clock.systemUTC());
    private final AtomicInteger slept = new AtomicInteger();
    private final Thread sleeper = new Thread(this::sleep);

    @BeforeEach
    void fallAsleep() {
        sleeper.start();
        RelayRig.await(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
    }

    @AfterEach
    void end() throws InterruptedException {
        sleeper.interrupt();
        sleeper.join();
    }

    @Test
    void ringsWhenAsked() {
        alarm.ring();

        RelayRig.await(() -> slept.get() == 1);
    }

    @Test
    void ringsAtTheSoonestOfTheTimesExpected() {
        alarm.expect(Instant.now().plus(LONG));
        alarm.expect(Instant.now().plusMillis(30));
        alarm.expect(Instant.now().plusSeconds(300));

        RelayRig.await(() -> slept.get() == 1);
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void ringsAtOnceForATimeThatIsPast() {
        alarm.expect(Instant.now().minusSeconds(1));

        RelayRig.await(() -> slept.get() == 1);
    }

    private void sleep() {
        try {
            alarm.sleep(LONG);
            slept.incrementAndGet();
            alarm.sleep(LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
