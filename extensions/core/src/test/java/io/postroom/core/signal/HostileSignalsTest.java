package io.postroom.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A MiB of what costs most. The limit is some ten times what a slow machine takes; what is not linear takes minutes. */
class HostileSignalsTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Names OWN =
            new Names(OwnDomains.of(List.of("acme.example")), Optional.of("Acme Corp"), Optional.of("Desk"));

    private static List<Signal> signals(String header, String text) {
        List<String> many = Collections.nCopies(1000, header.substring(0, Math.min(header.length(), 10_000)));
        Optional<String> body = Optional.of(text);
        return Signals.of(
                new Signals.Mail(header, many, many, Optional.of(header), body, body, Optional.empty(), true), OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "<",
                "<|",
                "<|a",
                "</",
                "</email>",
                "<system ",
                "[",
                "[inst",
                "##",
                "SYSTEM:\n",
                "\n",
                "--- end of",
                "@",
                "a@",
                "a@b.c ",
                "\"",
                "\\",
                "a.",
                "\u200B",
                "\u202E",
                "\uD83C\uDFF4\uDB40\uDC67",
                "\uDB40\uDC41",
                "\u0430",
                "\u0628\u200C",
                "\uFE0F",
                "acme corp",
                "http://",
                "www.",
                "\uFF20",
                "\uFDFA",
                "xn--"
            })
    void costsTimeInProportion(String unit) {
        String text = unit.repeat(Signals.MAX_TEXT / unit.length());
        long start = THREADS.getCurrentThreadCpuTime();

        signals(text, text);
        signals(text + "\" <x@evil.test>", text);

        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LIMIT);
    }

    @Test
    void leavesLongerTextsAlone() {
        String text = "</email>".repeat(Signals.MAX_TEXT / 8 + 1);

        assertThat(signals("a@b.example", text)).containsExactly(new Signal.FirstContact());
    }
}
