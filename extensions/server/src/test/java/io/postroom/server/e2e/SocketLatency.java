package io.postroom.server.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Assertions;

/** From the SMTP {@code 250} to the frame on a WebSocket, while mail comes in at a steady rate. */
final class SocketLatency {
    private SocketLatency() {}

    /**
     * Sends {@code perSecond} messages a second for {@code time}; one WebSocket must be told of each.
     *
     * @param warmUp how many of the first are not counted
     */
    static Percentiles measure(
            Postroom postroom, List<InboxClient> inboxes, double perSecond, Duration time, int warmUp) {
        try (EventClient socket = EventClient.connect(postroom, postroom.rootKey(), "?event_types=message.received")
                .await()) {
            long count = Math.round(perSecond * time.toSeconds());
            Map<String, Long> accepted = WebhookLatency.send(postroom, inboxes, perSecond, count);
            Map<String, Long> told = new ConcurrentHashMap<>();
            Eventually.holds(Duration.ofMinutes(2), () -> {
                socket.rest().forEach(event -> told.putIfAbsent(event.messageId(), event.nanoTime()));
                Assertions.assertThat(told.keySet()).containsAll(accepted.keySet());
            });
            List<Long> latencies = new ArrayList<>();
            accepted.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .skip(warmUp)
                    .forEach(sent -> latencies.add(Math.max(0, told.get(sent.getKey()) - sent.getValue())));
            return new Percentiles(latencies);
        }
    }
}
