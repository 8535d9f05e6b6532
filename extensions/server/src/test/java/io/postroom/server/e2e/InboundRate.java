package io.postroom.server.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages per second over 8 connections, 4 KB each, from the first octet until the last one lies in its mailbox. */
final class InboundRate {
    static final int CONNECTIONS = 8;
    static final String BODY = ("x".repeat(78) + "\r\n").repeat(48);
    static final ProvenSender SENDER = new ProvenSender(BODY);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private InboundRate() {}

    /** Sends {@code messages} and measures; the mailboxes hold that many more afterwards, which is checked. */
    static double measure(Contender contender, int messages) {
        awaitEmptySpool(contender);
        long before = contender.delivered();
        long start = System.nanoTime();
        send(contender, messages);
        awaitEmptySpool(contender);
        double seconds = (System.nanoTime() - start) / 1e9;
        long delivered = contender.delivered() - before;
        if (delivered != messages) {
            throw new AssertionError(contender.name() + " delivered " + delivered + " of " + messages);
        }
        return messages / seconds;
    }

    private static void awaitEmptySpool(Contender contender) {
        Eventually.get(PATIENCE, "spool empty", () -> spooled(contender) == 0 ? Optional.of(true) : Optional.empty());
    }

    /** Mails accepted and not yet delivered for good: the spooler takes one away after its last step. */
    private static long spooled(Contender contender) {
        return contender
                .postroom()
                .webAdmin()
                .get("/mailQueues/spool")
                .ok()
                .get("size")
                .asLong();
    }

    /** Sends them as fast as they are taken. */
    static void send(Contender contender, int messages) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            running.add(senders.submit(() -> keepSending(contender, next, messages)));
        }
        senders.shutdown();
        try {
            for (Future<?> sender : running) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void keepSending(Contender contender, AtomicInteger next, int messages) {
        List<String> addresses = contender.addresses();
        try (SmtpClient smtp = contender.postroom().smtp()) {
            for (int number = next.getAndIncrement(); number < messages; number = next.getAndIncrement()) {
                String address = addresses.get(number % addresses.size());
                SmtpClient.Reply reply = smtp.send(Letter.SENDER, address, SENDER.letter(address));
                if (reply.code() != 250) {
                    throw new AssertionError("refused: " + reply);
                }
            }
        }
    }
}
