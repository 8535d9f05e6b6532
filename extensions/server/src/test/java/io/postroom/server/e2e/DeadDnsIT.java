package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.dns.DnsMood;
import io.postroom.testkit.dns.LocalDns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client whose name servers never answer sends all it can, and others go on meanwhile. */
class DeadDnsIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadDnsIT.class);

    /** In per cent of the time that the others needed before; 0 where other work beside makes times meaningless. */
    private static final int MOST_PERCENT = Integer.getInteger("postroom.dead-dns.most-percent", 0);

    private static final int MESSAGES = Integer.getInteger("postroom.dead-dns.messages", 60);
    private static final int STUCK = 24; // connections; three times as many as one client has places for checks
    private static final int OTHERS = 4;
    private static final InetAddress STUCK_CLIENT = new InetSocketAddress("127.0.0.2", 0).getAddress();
    private static final ProvenSender PROVEN = new ProvenSender("Good morning.\r\n");

    private final LocalDns dns = new LocalDns();
    private final PostroomServer server = PostroomServer.sandbox(
            "dead-dns",
            "--set",
            "trust.unchecked-networks=",
            "--set",
            "smtp.messages-per-minute=0",
            "--set",
            "dns.servers=" + dns.address());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();

    private InboxClient inbox;
    private Postroom postroom;

    @BeforeEach
    void start() {
        PROVEN.publish(dns);
        for (String name : List.of("dead.test.", "_dmarc.dead.test.", "_dmarc.test.")) {
            dns.mood(name, DnsMood.DEAD);
        }
        postroom = server.start();
        inbox = postroom.inbox();
    }

    @AfterEach
    void stop() {
        over.set(true);
        threads.shutdownNow();
        server.close();
        dns.close();
    }

    @Test
    void keepsNobodyElseWaiting() throws Exception {
        others();
        Percentiles before = others();

        ConcurrentLinkedQueue<SmtpClient.Reply> unknown = new ConcurrentLinkedQueue<>();
        List<Future<?>> stuck = new ArrayList<>();
        for (int i = 0; i < STUCK; i++) {
            stuck.add(threads.submit(() -> sendUntilOver(unknown)));
        }
        Eventually.holds(() -> assertThat(unknown).hasSizeGreaterThan(STUCK));
        Percentiles meanwhile = others();
        over.set(true);
        for (Future<?> one : stuck) {
            one.get();
        }

        assertThat(unknown).allSatisfy(reply -> {
            assertThat(reply.code()).isEqualTo(451);
            assertThat(reply.toString()).contains("4.7.5");
        });
        assertThat(inbox.everyMessageId()).hasSize(3 * MESSAGES);
        double percent = 100 * meanwhile.millis(99) / before.millis(99);
        LOGGER.info(
                "p50 / p99 of others: {} / {} before, {} / {} while {} messages were put off: {} %",
                Percentiles.format(before.millis(50)),
                Percentiles.format(before.millis(99)),
                Percentiles.format(meanwhile.millis(50)),
                Percentiles.format(meanwhile.millis(99)),
                unknown.size(),
                String.format(Locale.ROOT, "%.0f", percent));
        if (MOST_PERCENT > 0) {
            assertThat(percent).isLessThan(MOST_PERCENT);
        }
    }

    /** Messages that prove who sent them, over connections of their own; how long each took from MAIL FROM to its 250. */
    private Percentiles others() throws InterruptedException, ExecutionException {
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            senders.add(threads.submit(() -> {
                try (SmtpClient smtp = postroom.smtp()) {
                    for (int n = 0; n < MESSAGES / OTHERS; n++) {
                        byte[] letter = PROVEN.letter(inbox.id());
                        long start = System.nanoTime();
                        SmtpClient.Reply reply = smtp.send(Letter.SENDER, inbox.id(), letter);
                        nanos.add(System.nanoTime() - start);
                        assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
                    }
                }
            }));
        }
        for (Future<?> sender : senders) {
            sender.get();
        }
        return new Percentiles(List.copyOf(nanos));
    }

    private void sendUntilOver(ConcurrentLinkedQueue<SmtpClient.Reply> replies) {
        while (!over.get()) {
            try (SmtpClient smtp = SmtpClient.connect(STUCK_CLIENT, postroom.port("smtp"))) {
                Letter letter = Letter.to(inbox.id()).header("From", "Eve <eve@dead.test>");
                replies.add(smtp.send("eve@dead.test", inbox.id(), letter.octets()));
            }
        }
    }
}
