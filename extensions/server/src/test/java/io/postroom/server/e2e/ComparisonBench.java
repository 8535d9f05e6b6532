package io.postroom.server.e2e;

import io.postroom.testkit.dns.LocalDns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ours against the same James without ours, taking turns on one machine; leaves a table in {@code target/benchmark.md}.
 *
 * <p>No test: it holds no number to a limit, and runs only with {@code mvn -Pbench}.
 */
class ComparisonBench {
    private static final Logger LOGGER = LoggerFactory.getLogger(ComparisonBench.class);
    private static final int MAILBOXES = 8;
    private static final int ROUNDS = Integer.getInteger("postroom.bench.rounds", 3);
    private static final int MESSAGES = Integer.getInteger("postroom.bench.messages", 2_000);
    private static final int WARM_UP = Integer.getInteger("postroom.bench.warm-up", 6_000);
    private static final int SENDS = Integer.getInteger("postroom.bench.sends", 1_000);
    private static final Duration LATENCY_TIME = Duration.ofSeconds(60);
    private static final Duration LATENCY_WARM_UP = Duration.ofSeconds(20);
    private static final Duration SOCKET_TIME = Duration.ofSeconds(30);
    private static final Duration SOCKET_WARM_UP = Duration.ofSeconds(5);
    private static final int EVENT_PAGES = 20;
    private static final Duration REST = Duration.ofSeconds(20);

    private final BenchmarkReport report = new BenchmarkReport();

    @Test
    void measure() throws IOException {
        try (SmtpPeer peer = SmtpPeer.open();
                OurContender ours = OurContender.unchecked(MAILBOXES, peer);
                BaselineContender baseline = new BaselineContender(MAILBOXES)) {
            starts(ours, baseline);
            double peak = inbound(ours, baseline);
            checks(ours);
            latency(ours);
            events(ours, peak);
            sends(ours, peer);
            listsAndSearches(ours);
        }
        String table = report.markdown();
        Files.writeString(Path.of("target", "benchmark.md"), table);
        LOGGER.info("\n{}", table);
    }

    /** The first start makes the schema; the second is what an operator waits for. Memory is read after a rest. */
    private void starts(Contender ours, Contender baseline) {
        for (Contender each : List.of(ours, baseline)) {
            each.start();
            each.close();
        }
        List<String> seconds = new ArrayList<>();
        List<String> memory = new ArrayList<>();
        for (Contender each : List.of(ours, baseline)) {
            long start = System.nanoTime();
            each.start();
            seconds.add(String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
            Eventually.await(new CountDownLatch(1), REST);
            memory.add(mebibytes(each));
        }
        report.row("start to first accepted mail", seconds.get(0), seconds.get(1));
        report.row("resident memory at rest, James + Cassandra", memory.get(0), memory.get(1));
    }

    private static String mebibytes(Contender contender) {
        return ResidentMemory.of(contender.process()) / (1 << 20) + " MiB";
    }

    /** Takes turns, so that what slows the machine down slows both; the median of the rounds. Returns ours. */
    private double inbound(Contender ours, Contender baseline) {
        InboundRate.measure(ours, WARM_UP);
        InboundRate.measure(baseline, WARM_UP);
        List<Double> our = new ArrayList<>();
        List<Double> their = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            our.add(InboundRate.measure(ours, MESSAGES));
            their.add(InboundRate.measure(baseline, MESSAGES));
            LOGGER.info("inbound, round {}: {} and {} messages/s", round + 1, our.get(round), their.get(round));
        }
        report.row("inbound messages/s, 8 connections, 4 KB", rate(our), rate(their));
        report.row("ratio", String.format(Locale.ROOT, "%.2f", median(our) / median(their)), "1");
        report.row("resident memory under load, James + Cassandra", mebibytes(ours), mebibytes(baseline));
        return median(our);
    }

    private static String rate(List<Double> rates) {
        return String.format(Locale.ROOT, "%.0f", median(rates));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** What it costs to check who sent each message, in turns with the server that checks nobody on this machine. */
    private void checks(OurContender ours) {
        try (LocalDns dns = new LocalDns();
                OurContender checking = OurContender.checking(MAILBOXES, dns)) {
            InboundRate.SENDER.publish(dns);
            checking.start();
            InboundRate.measure(checking, WARM_UP);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                with.add(InboundRate.measure(checking, MESSAGES));
                without.add(InboundRate.measure(ours, MESSAGES));
            }
            String ratio = String.format(Locale.ROOT, "%.2f", median(with) / median(without));
            report.row(
                    "inbound messages/s, each sender checked (not checked)",
                    rate(with) + " (" + rate(without) + ")",
                    "");
            report.row("ratio of these two", ratio, "");
        }
    }

    /** At half of what comes in when each message has a webhook called: what is measured is the way of such mail. */
    private void latency(OurContender ours) {
        WebhookLatency.peak(ours, MESSAGES); // nobody has called a webhook before
        double peak = WebhookLatency.peak(ours, MESSAGES);
        report.row("inbound messages/s, each told to a webhook", perSecond(peak), "");
        int warmUp = (int) (peak / 2 * LATENCY_WARM_UP.toSeconds());
        Percentiles took = WebhookLatency.measure(ours.postroom(), ours.inboxes(), peak / 2, LATENCY_TIME, warmUp);
        report.row("SMTP 250 to webhook at half of that, p50", Percentiles.format(took.millis(50)), "");
        report.row("SMTP 250 to webhook at half of that, p99", Percentiles.format(took.millis(99)), "");
    }

    private void events(OurContender ours, double peak) {
        int warmUp = (int) (peak / 2 * SOCKET_WARM_UP.toSeconds());
        Percentiles took = SocketLatency.measure(ours.postroom(), ours.inboxes(), peak / 2, SOCKET_TIME, warmUp);
        report.row("SMTP 250 to WebSocket at half of peak, p50", Percentiles.format(took.millis(50)), "");
        report.row("SMTP 250 to WebSocket at half of peak, p99", Percentiles.format(took.millis(99)), "");
        double read = EventPages.measure(ours.postroom(), EVENT_PAGES);
        report.row("/v0/events, events read/s, pages of 100", perSecond(read), "");
    }

    private void sends(OurContender ours, SmtpPeer peer) {
        SendRate.measure(ours.inboxes(), peer, SENDS, false);
        for (boolean keyed : List.of(false, true)) {
            String how = keyed ? " with Idempotency-Key" : "";
            SendRate rate = SendRate.measure(ours.inboxes(), peer, SENDS, keyed);
            report.row("sends accepted/s, 8 clients, 4 KB" + how, perSecond(rate.accepted()), "");
            report.row("sends delivered to a local sink/s" + how, perSecond(rate.delivered()), "");
            report.row(
                    "send, request to 200" + how + ", p50",
                    Percentiles.format(rate.answers().millis(50)),
                    "");
            report.row(
                    "send, request to 200" + how + ", p99",
                    Percentiles.format(rate.answers().millis(99)),
                    "");
        }
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.0f", rate);
    }

    /** The server is restarted before the searches, as the index is filled past it. */
    private void listsAndSearches(OurContender ours) {
        for (int size : List.of(1_000, 100_000)) {
            InboxClient inbox = ours.postroom().inbox();
            StoredRows rows = StoredRows.fill(ours.postroom(), inbox, size);
            Percentiles took = ListPages.measure(inbox);
            report.row(
                    String.format(Locale.ROOT, "list page of 20, p50, %,d messages", size),
                    Percentiles.format(took.millis(50)),
                    "");
            if (size >= 100_000) {
                ours.close();
                double cost = Searches.fill(ours.postroom(), rows);
                report.row("indexing a message, processor time", Percentiles.format(cost), "");
                ours.start();
                ours.awaitHealthy(); // connections of before the restart fail once
                searches(inbox, size);
            }
        }
    }

    private void searches(InboxClient inbox, int size) {
        for (Searches.Kind kind : Searches.Kind.values()) {
            Percentiles took = Searches.measure(inbox, kind);
            report.row(
                    String.format(Locale.ROOT, "search (%s), p50 / p99, %,d messages", kind, size),
                    Percentiles.format(took.millis(50)) + " / " + Percentiles.format(took.millis(99)),
                    "");
        }
    }
}
