package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("cat").start(); // ends with its input
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void waitsNoLongerThanItWasTold() throws InterruptedException {
        ProcessIdentity running = ProcessIdentity.of(process.toHandle());

        assertThat(running.awaitEnd(Duration.ofMillis(1))).isFalse();
        assertThat(running.find()).isPresent();
    }

    @Test
    void knowsWhenItHasEnded() throws InterruptedException, IOException {
        ProcessIdentity running = ProcessIdentity.of(process.toHandle());

        process.getOutputStream().close();

        assertThat(running.awaitEnd(Duration.ofMinutes(1))).isTrue();
        assertThat(running.find()).isEmpty();
    }

    @Test
    void anotherProcessWithItsNumberIsNotWaitedFor() throws InterruptedException {
        ProcessIdentity earlier = new ProcessIdentity(process.pid(), 1);

        assertThat(earlier.awaitEnd(Duration.ZERO)).isTrue();
    }
}
