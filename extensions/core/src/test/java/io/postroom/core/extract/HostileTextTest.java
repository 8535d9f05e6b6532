package io.postroom.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A MiB of what costs most. The limit is some ten times what a slow machine takes; what is not linear takes minutes. */
class HostileTextTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                " ",
                "a",
                ":",
                ">",
                "> a\n",
                "-",
                "--\n",
                "-- \n",
                "_",
                "___\n",
                "From: a@b.c\n",
                "From:\n",
                "Sent: x\nTo: y\n",
                "On 1:1 a@b.c\n",
                "On 1:1, a@b.c wrote:\n",
                "wrote:\n",
                "a@b.c wrote:\n> b\n",
                "On 1:1 ",
                "a\n\n-- \n",
                "Sent from my a\n\n",
                "This e-mail and any a\n\n",
                "-Ann\n\n",
                "*",
                "*From: ",
                "\u00A0",
                "-----Original Message-----\n",
                "code 123456 ",
                "123456\n",
                "code: ",
                "1 ",
                "1-",
                "A1-",
                "code ",
                "https://a.example/verify?token=a1b2c3d4e5f6a1b2 ",
                "http://",
                "https://a",
                "verify ",
                "(",
                "<",
                "code\n",
                "123-456 code\n",
                "your order 123456 code "
            })
    void costsTimeInProportion(String unit) {
        String text = unit.repeat(Extraction.MAX_TEXT / unit.length());
        long start = THREADS.getCurrentThreadCpuTime();

        Extraction.of(Optional.empty(), Optional.of(text), Optional.empty(), false);
        Extraction.of(Optional.empty(), Optional.of("Hello\n" + text.substring(10)), Optional.empty(), false);

        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LIMIT);
    }

    @Test
    void leavesLongerTextsAlone() {
        String text = "a".repeat(Extraction.MAX_TEXT + 1);

        assertThat(Extraction.of(Optional.empty(), Optional.of(text), Optional.empty(), false))
                .isEqualTo(Extraction.NONE);
    }
}
