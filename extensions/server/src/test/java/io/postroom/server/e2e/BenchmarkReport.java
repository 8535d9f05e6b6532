package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of a Markdown table, with the size of the machine under it. */
final class BenchmarkReport {
    private static final Logger LOGGER = LoggerFactory.getLogger(BenchmarkReport.class);

    private final StringBuilder rows = new StringBuilder();

    /** Adds a row, and prints it: a run takes a quarter of an hour, and may be cut off. */
    void row(String what, String ours, String baseline) {
        LOGGER.info("{}: {} {}", what, ours, baseline);
        rows.append("| ")
                .append(what)
                .append(" | ")
                .append(ours)
                .append(" | ")
                .append(baseline)
                .append(" |\n");
    }

    String markdown() {
        return "| | Postroom | the same James without it |\n|---|---|---|\n" + rows + "\n" + machine() + "\n";
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "Measured on %d cores, %d GiB, %s %s, Java %s; one run, both servers on this machine, taking turns.",
                Runtime.getRuntime().availableProcessors(),
                Math.round(memoryKibibytes() / 1024.0 / 1024.0),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static long memoryKibibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
