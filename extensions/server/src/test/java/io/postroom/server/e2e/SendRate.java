package io.postroom.server.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages of 4 KB sent over the API by eight clients, and delivered to another server on this machine.
 *
 * @param accepted answered 200 in a second: the copy and the mail are durable then
 * @param delivered taken by the other server in a second, from the first request to the last message
 * @param answers how long a request took
 */
record SendRate(double accepted, double delivered, Percentiles answers) {
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @param keyed whether each request has an Idempotency-Key */
    static SendRate measure(List<InboxClient> inboxes, SmtpPeer peer, int messages, boolean keyed) {
        int before = peer.mails().size();
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        send(inboxes, messages, keyed, took);
        double accepting = (System.nanoTime() - start) / 1e9;
        Eventually.get(
                PATIENCE,
                messages + " mails at the other server",
                () -> peer.mails().size() >= before + messages ? Optional.of(true) : Optional.empty());
        double delivering = (System.nanoTime() - start) / 1e9;
        return new SendRate(messages / accepting, messages / delivering, new Percentiles(List.copyOf(took)));
    }

    private static void send(List<InboxClient> inboxes, int messages, boolean keyed, ConcurrentLinkedQueue<Long> took) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(clients.submit(() -> {
                for (int n = next.getAndIncrement(); n < messages; n = next.getAndIncrement()) {
                    took.add(sendOne(inboxes.get(n % inboxes.size()), n, keyed));
                }
            }));
        }
        clients.shutdown();
        try {
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static long sendOne(InboxClient inbox, int number, boolean keyed) {
        Map<String, String> body =
                Map.of("to", "n" + number + "@sink.example", "subject", "Number " + number, "text", InboundRate.BODY);
        Map<String, String> headers =
                keyed ? Map.of("Idempotency-Key", UUID.randomUUID().toString()) : Map.of();
        byte[] json = RestClient.write(body);
        long start = System.nanoTime();
        inbox.rest()
                .call("POST", inbox.path() + "/messages/send", Optional.of(json), headers)
                .ok();
        return System.nanoTime() - start;
    }
}
