package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;

/** From the SMTP {@code 250} to the webhook's request, while mail comes in at a steady rate. */
final class WebhookLatency {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private WebhookLatency() {}

    /** A webhook that is there as long as it is measured: calls of an endpoint that is gone would be measured with the next. */
    private record Webhook(Postroom postroom, String id) implements AutoCloseable {
        static Webhook to(WebhookSink sink, Postroom postroom, List<InboxClient> inboxes) {
            JsonNode made = postroom.subscribe(sink, inboxes.toArray(InboxClient[]::new));
            return new Webhook(postroom, made.get("webhook_id").asText());
        }

        @Override
        public void close() {
            postroom.rest().delete("/v0/webhooks/" + id).ok();
        }
    }

    /** Messages a second, 8 connections, from the first octet until a webhook has been called for the last one. */
    static double peak(OurContender ours, int messages) {
        try (WebhookSink sink = WebhookSink.open();
                Webhook ignored = Webhook.to(sink, ours.postroom(), ours.inboxes())) {
            long start = System.nanoTime();
            InboundRate.send(ours, messages);
            Eventually.holds(PATIENCE, () -> Assertions.assertThat(sink.count()).isGreaterThanOrEqualTo(messages));
            return messages / ((System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * Sends {@code perSecond} messages a second for {@code time}; a webhook must be called for each.
     *
     * @param warmUp how many of the first are not counted
     */
    static Percentiles measure(
            Postroom postroom, List<InboxClient> inboxes, double perSecond, Duration time, int warmUp) {
        try (WebhookSink sink = WebhookSink.open();
                Webhook ignored = Webhook.to(sink, postroom, inboxes)) {
            long count = Math.round(perSecond * time.toSeconds());
            Map<String, Long> accepted = send(postroom, inboxes, perSecond, count);
            Map<String, Long> called = new ConcurrentHashMap<>();
            Eventually.holds(Duration.ofMinutes(2), () -> {
                sink.calls().forEach(call -> called.putIfAbsent(call.messageId(), call.nanoTime()));
                Assertions.assertThat(called.keySet()).containsAll(accepted.keySet());
            });
            List<Long> latencies = new ArrayList<>();
            accepted.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .skip(warmUp)
                    .forEach(sent -> latencies.add(Math.max(0, called.get(sent.getKey()) - sent.getValue())));
            return new Percentiles(latencies);
        }
    }

    /** When each message was accepted, by its id. */
    static Map<String, Long> send(Postroom postroom, List<InboxClient> inboxes, double perSecond, long count) {
        Map<String, Long> accepted = new ConcurrentHashMap<>();
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        ExecutorService senders = Executors.newFixedThreadPool(InboundRate.CONNECTIONS);
        for (int i = 0; i < InboundRate.CONNECTIONS; i++) {
            senders.execute(() -> {
                try (SmtpClient smtp = postroom.smtp()) {
                    for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        awaitTime(start + (long) (n / perSecond * 1e9));
                        InboxClient inbox = inboxes.get((int) (n % inboxes.size()));
                        Letter letter = Letter.to(inbox.id()).text(InboundRate.BODY);
                        if (smtp.send(inbox.id(), letter).code() == 250) {
                            accepted.put(letter.messageId(), System.nanoTime());
                        }
                    }
                }
            });
        }
        senders.shutdown();
        try {
            if (!senders.awaitTermination(10, TimeUnit.MINUTES)) {
                throw new AssertionError("still sending");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return accepted;
    }

    private static void awaitTime(long nanoTime) {
        Eventually.await(new CountDownLatch(1), Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
    }
}
